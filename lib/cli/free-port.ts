import { createServer } from 'node:net';

/** The first of `wanted` that nobody listens on, else any free port. */
export async function freePort(wanted: readonly number[] = []): Promise<number> {
  return (await firstFreePort(wanted)) ?? (await bound(0, '127.0.0.1')) ?? 0;
}

/** The first of `wanted` that nobody listens on, or null. */
export async function firstFreePort(wanted: readonly number[]): Promise<number | null> {
  for (const port of wanted) {
    if ((await bound(port, '127.0.0.1')) !== null && (await bound(port, '::')) !== null)
      return port;
  }
  return null;
}

async function bound(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without IPv6 cannot have the port taken there.
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL' ? port : null),
    );
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
