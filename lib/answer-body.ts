import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';

type Answer = ServerResponse & { flush?: () => void };

// More than any page has: what is longer is not a page and goes on as it comes.
const pageBytes = 256 * 1024;

/**
 * Compresses what this process answers and sends what is written within one turn of the event loop as one piece. Next
 * writes a page in a dozen pieces and would have each of them compressed and sent by itself.
 * @public
 */
export function sendByTurns(): void {
  // The window, as a power of two: the usual 4 MB would be taken for each answer.
  const compress = compression({
    brotli: { params: { [constants.BROTLI_PARAM_LGWIN]: Math.log2(pageBytes) } },
  });
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: Answer };
    compress(request, response, () => undefined);
    gatherWrites(response);
  });
}

function gatherWrites(response: Answer): void {
  const write = response.write.bind(response) as (piece: Uint8Array) => boolean;
  const end = response.end.bind(response);
  const flushHeaders = response.flushHeaders.bind(response);
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  let isOpen = false;
  let isFull = false;
  response.on('drain', () => {
    isFull = false;
  });

  const gather = () => {
    if (isOpen) return;
    isOpen = true;
    const { socket } = response;
    // Headers count as sent from here on, as after any write, and leave together with what follows.
    socket?.cork();
    flushHeaders();
    setImmediate(() => {
      isOpen = false;
      passOn();
      response.flush?.();
      socket?.uncork();
    });
  };
  const passOn = () => {
    if (gathered.length > 0) isFull = !write(Buffer.concat(gathered));
    gathered = [];
    gatheredBytes = 0;
  };
  response.flushHeaders = gather;
  response.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    gather();
    const [encoding, written] = typeof rest[0] === 'function' ? [undefined, rest[0]] : rest;
    const piece =
      typeof chunk === 'string' ? Buffer.from(chunk, encoding as BufferEncoding) : chunk;
    gathered.push(piece);
    gatheredBytes += piece.length;
    if (gatheredBytes > pageBytes) passOn();
    if (typeof written === 'function') setImmediate(written as () => void);
    return !isFull;
  }) as Answer['write'];
  response.end = ((...rest: Parameters<Answer['end']>) => {
    passOn();
    return end(...rest);
  }) as Answer['end'];
}
