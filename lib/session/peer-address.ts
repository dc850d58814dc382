import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Where handlers find the address of the connection; whatever a client sends under this name is replaced. */
export const peerHeader = 'x-fieldboard-peer';

/**
 * Notes on every request of this process which address its connection came from. Next hands out the socket's address only
 * where no client sent an x-forwarded-for, so it cannot be told from a forged one; node's own channel can.
 * @public
 */
export function notePeerAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    delete request.headers[peerHeader];
    const address = request.socket.remoteAddress;
    if (address) request.headers[peerHeader] = address;
  });
}
