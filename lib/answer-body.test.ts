import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { sendByTurns } from './answer-body';

let server: http.Server | undefined;

beforeAll(() => sendByTurns());

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

test('what is written within one turn leaves as one piece, together with the headers', async () => {
  const port = await serve((response) => {
    response.flushHeaders();
    for (let n = 0; n < 12; n += 1) response.write(`<p>${n}</p>`);
    void nextTurn().then(() => response.end('the end'));
  });
  const { chunks } = await raw(port);
  expect(chunks).toEqual([expect.stringMatching(/^<p>0<.*>11<\/p>$/), 'the end']);
});

test('nothing waits for the end of the answer', async () => {
  const port = await serve((response) => {
    response.write('the frame');
  });
  const answer = await get(port);
  const [first] = (await once(answer, 'data')) as [Buffer];
  expect(first.toString()).toBe('the frame');
});

test('headers alone arrive before there is a body', async () => {
  const port = await serve((response) => response.flushHeaders());
  expect((await get(port)).statusCode).toBe(200);
});

test('headers count as sent after the first write, as they always do', async () => {
  let wereSent: boolean | undefined;
  const port = await serve((response) => {
    response.write('a');
    wereSent = response.headersSent;
    response.end();
  });
  await bytesOf(await get(port));
  expect(wereSent).toBe(true);
});

test.each([
  ['identity', undefined, (bytes: Buffer) => bytes],
  ['gzip', 'gzip', gunzipSync],
  ['gzip, deflate, br', 'br', brotliDecompressSync],
])('a browser that takes %s gets the same text', async (accepted, encoding, decoded) => {
  const text = 'Größe, 数, \u{1f600} '.repeat(9_000);
  const port = await serve((response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    for (const word of text.match(/\S+ /g) ?? []) response.write(word);
    response.write(Buffer.from('latin').toString('base64'), 'base64');
    response.end('.');
  });
  const answer = await get(port, { 'accept-encoding': accepted });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers.vary).toBe('Accept-Encoding');
  expect(decoded(await bytesOf(answer)).toString() === `${text}latin.`).toBe(true);
});

test('a page reaches a browser that takes gzip a turn at a time', async () => {
  let end: (() => void) | undefined;
  const port = await serve((response) => {
    response.setHeader('content-type', 'text/html');
    response.write('a'.repeat(5_000));
    end = () => response.end('b');
  });
  const text = (await get(port, { 'accept-encoding': 'gzip' })).pipe(createGunzip());
  const pieces: string[] = [];
  for await (const piece of text) {
    pieces.push(String(piece));
    end?.();
  }
  expect(pieces).toEqual(['a'.repeat(5_000), 'b']);
});

test('a large file waits for a slow reader instead of filling the memory', async () => {
  let produced = 0;
  const piece = Buffer.alloc(64 * 1024, 'x');
  const port = await serve((response) => {
    Readable.from(
      (function* () {
        for (; produced < 1_600; produced += 1) yield piece;
      })(),
    ).pipe(response);
  });
  const answer = await get(port);
  answer.pause();
  for (let turn = 0; turn < 2_000; turn += 1) await nextTurn();
  expect(produced).toBeLessThan(1_000);
  expect((await bytesOf(answer)).length).toBe(1_600 * piece.length);
});

test.each(['identity', 'gzip'])(
  'a reader of %s who goes away in the middle harms nobody',
  async (accepted) => {
    let isClosed = false;
    const port = await serve((response) => {
      response.setHeader('content-type', 'text/html');
      const timer = setInterval(() => response.write('more'.repeat(5_000)), 1);
      response.once('close', () => {
        response.write('too late');
        clearInterval(timer);
        isClosed = true;
      });
    });
    const answer = await get(port, { 'accept-encoding': accepted });
    answer.destroy();
    while (!isClosed) await nextTurn();
    await nextTurn();
    await expect(get(port)).resolves.toMatchObject({ statusCode: 200 });
  },
);

test('one connection serves many answers in turn', async () => {
  const port = await serve((response, request) => response.end(`${request.url}`.repeat(1_000)));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (const path of ['/a', '/b', '/c']) {
    const answer = await get(port, {}, { agent, path });
    expect((await bytesOf(answer)).toString()).toBe(path.repeat(1_000));
  }
  agent.destroy();
});

async function serve(
  answer: (response: http.ServerResponse, request: http.IncomingMessage) => void,
): Promise<number> {
  server = http.createServer((request, response) => answer(response, request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function get(
  port: number,
  headers: http.OutgoingHttpHeaders = {},
  options: http.RequestOptions = {},
): Promise<http.IncomingMessage> {
  const request = http.get({ host: '127.0.0.1', port, headers, ...options });
  request.on('error', () => undefined);
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  answer.on('error', () => undefined);
  return answer;
}

async function bytesOf(answer: http.IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The chunks of a chunked answer as they stand on the wire. */
async function raw(port: number): Promise<{ chunks: string[] }> {
  const socket = net.connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece as Buffer);
  const [, body = ''] = Buffer.concat(pieces).toString().split('\r\n\r\n');
  return { chunks: body.split('\r\n').filter((_, line) => line % 2 === 1) };
}
