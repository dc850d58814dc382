import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/**
 * A TCP proxy before Postgres that can go down, come back, or lose the answer to the next message that contains a text.
 * For tests of what happens between a database and a token that exists nowhere else.
 * @public
 */
export type DatabaseProxy = {
  url: string;
  goDown: () => void;
  comeBack: () => void;
  loseAnswerTo: (text: string) => void;
  close: () => Promise<void>;
};

/** @public */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let isDown = false;
  let lostText: string | null = null;
  const server = net.createServer((client) => {
    if (isDown) return void client.destroy();
    const upstream = net.connect({ host: target.hostname, port: Number(target.port) });
    let losesNext = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (lostText !== null && chunk.includes(lostText)) {
        losesNext = true;
        lostText = null;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (losesNext) client.destroy();
      else client.write(chunk);
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = new URL(databaseUrl);
  address.hostname = 'localhost';
  address.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: address.href,
    goDown: () => {
      isDown = true;
      cut();
    },
    comeBack: () => {
      isDown = false;
    },
    loseAnswerTo: (text) => {
      lostText = text;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
