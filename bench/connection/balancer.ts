import { once } from 'node:events';
import http from 'node:http';

/** One address before several servers, in turn; a GET that meets a server on its way out goes to the next one. */
export async function startBalancer(port: number) {
  const ports: number[] = [];
  let turn = 0;
  const forward = (
    incoming: http.IncomingMessage,
    outgoing: http.ServerResponse,
    triesLeft: number,
  ): void => {
    const target = ports[turn++ % Math.max(ports.length, 1)];
    const { method, url: path, headers } = incoming;
    const request = http.request({ host: 'localhost', port: target, method, path, headers });
    request.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
      answer.once('error', () => outgoing.destroy());
    });
    request.once('error', () => {
      if (outgoing.headersSent) outgoing.destroy();
      else if (method === 'GET' && triesLeft > 0) forward(incoming, outgoing, triesLeft - 1);
      else outgoing.writeHead(502).end();
    });
    if (method === 'GET') request.end();
    else incoming.pipe(request);
  };
  const server = http.createServer((incoming, outgoing) => forward(incoming, outgoing, 3));
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${port}`,
    add: (target: number) => void ports.push(target),
    remove: (target: number) => void ports.splice(ports.indexOf(target), 1),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
