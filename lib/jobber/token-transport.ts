import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';

/**
 * One form POST to the token endpoint; `hardLimitMs` bounds the whole exchange, connection included.
 * @public
 */
export type TokenRequest = { url: URL; form: URLSearchParams; hardLimitMs: number };

/**
 * What became of one POST. `not_sent`: no byte of the request left this machine, so sending again is safe.
 * `no_answer`: it may have been processed.
 * @public
 */
export type TransportResult =
  | { kind: 'answered'; status: number; retryAfter: string | undefined; body: string }
  | { kind: 'not_sent'; cause: Error }
  | { kind: 'no_answer'; cause: Error };

/** @public */
export type TokenTransport = (request: TokenRequest) => Promise<TransportResult>;

const answerLimitBytes = 256 * 1024;

/**
 * Sends one POST over one fresh connection: no pool, no redirect, no retry. The request is handed to the socket only
 * after it is connected (TLS: verified), which is what makes `not_sent` certain; global fetch cannot tell.
 * @public
 */
export async function postForm(request: TokenRequest): Promise<TransportResult> {
  const { deadline, forget } = patientDeadline(request.hardLimitMs);
  let socket: net.Socket;
  try {
    socket = await connect(request.url, deadline);
  } catch (cause) {
    forget();
    return { kind: 'not_sent', cause: asError(cause) };
  }
  try {
    return await send(request, socket, deadline);
  } catch (cause) {
    return { kind: 'no_answer', cause: asError(cause) };
  } finally {
    forget();
    socket.destroy();
  }
}

const lastLookMs = 100;

/**
 * The limit in two timers: a process that was frozen wakes with its timers due before it has read its sockets, and an
 * answer that lies there must still count.
 */
function patientDeadline(limitMs: number): { deadline: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const end = () => controller.abort(new Error('no answer within the time limit'));
  let timer = setTimeout(
    () => {
      timer = setTimeout(end, Math.min(lastLookMs, limitMs));
    },
    Math.max(0, limitMs - lastLookMs),
  );
  return { deadline: controller.signal, forget: () => clearTimeout(timer) };
}

function connect(url: URL, deadline: AbortSignal): Promise<net.Socket> {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (secure ? 443 : 80);
  return new Promise((resolve, reject) => {
    const socket = secure
      ? tls.connect({ host, port, ...(net.isIP(host) ? {} : { servername: host }) })
      : net.connect({ host, port });
    const giveUp = () => socket.destroy(new Error('no connection within the time limit'));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      deadline.removeEventListener('abort', giveUp);
      resolve(socket);
    });
    // These stay on: an error between here and the request must not become an uncaught exception.
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('connection closed before it was ready')));
    deadline.addEventListener('abort', giveUp, { once: true });
  });
}

function send(
  { url, form }: TokenRequest,
  socket: net.Socket,
  deadline: AbortSignal,
): Promise<TransportResult> {
  const body = form.toString();
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      createConnection: () => socket,
      method: 'POST',
      host: url.hostname,
      path: url.pathname + url.search,
      signal: deadline,
      headers: {
        host: url.host,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      readBody(incoming).then(
        (text) =>
          resolve({
            kind: 'answered',
            status: incoming.statusCode ?? 0,
            retryAfter: incoming.headers['retry-after'],
            body: text,
          }),
        reject,
      );
    });
    outgoing.end(body);
  });
}

async function readBody(incoming: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > answerLimitBytes) throw new Error('the answer is larger than a token answer can be');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
