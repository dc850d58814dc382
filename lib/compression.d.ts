declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** Middleware that has `write`, `end` and `on` of an answer go through brotli or gzip, and gives it a `flush`. */
  const compression: (options?: {
    /** Of `node:zlib`. */
    brotli?: { params: Record<number, number> };
  }) => (
    request: IncomingMessage,
    response: ServerResponse & { flush?: () => void },
    next: () => void,
  ) => void;
  export = compression;
}
