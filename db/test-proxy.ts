import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/**
 * Looks at what goes over one connection: `asked` before a client's bytes are passed on, `answers` before those of Postgres
 * are. When `answers` says false they are lost and the client is cut off.
 * @public
 */
export type Wire = { asked: (chunk: Buffer) => void; answers: (chunk: Buffer) => boolean };

/** @public */
export type TestProxy = {
  /** The address of the database, by way of the proxy. */
  url: string;
  /** Ends the connections that are open now. */
  cut: () => void;
  close: () => Promise<void>;
};

/**
 * Stands before a Postgres without TLS, as the bundled one is spoken to. `accept` is called for each connection; with null
 * it is refused.
 * @public
 */
export async function startTestProxy(
  databaseUrl: string,
  accept: () => Wire | null,
): Promise<TestProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const wire = accept();
    if (!wire) return void client.destroy();
    const upstream = net.connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => undefined);
      // Whoever goes first takes the other along.
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      wire.asked(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (wire.answers(chunk)) client.write(chunk);
      else client.destroy();
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = new URL(databaseUrl);
  address.searchParams.delete('host');
  address.hostname = 'localhost';
  address.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: address.href,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
