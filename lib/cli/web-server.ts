import { type ChildProcess, spawn } from 'node:child_process';
import { childEnv } from '../env';
import { AppError } from '../errors';
import { nextProgram } from './build';

export type WebServer = {
  /** Its process id. */
  pid: number;
  /** Resolves when the process is gone, with its exit code. */
  exited: Promise<number | null>;
  /** Asks it to finish what it has begun and waits, at most 60 s. */
  stop: () => Promise<void>;
};

/**
 * Starts the built app (or the development server) as a process of its own and waits until it answers. It stops by
 * itself when this process is killed. Throws `internal` when it ends before it answers.
 */
export async function startWebServer(options: {
  mode: 'start' | 'dev';
  port: number;
  host?: string;
  environment: Record<string, string>;
  /** Gets everything that the process writes, which is not shown then. */
  onOutput?: (text: string) => void;
}): Promise<WebServer> {
  const host = options.host === undefined ? [] : ['-H', options.host];
  const { onOutput } = options;
  const shown = options.mode === 'dev' ? 'inherit' : 'ignore';
  const env = childEnv({
    NODE_ENV: options.mode === 'dev' ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    ...(options.mode === 'start' ? { NEXT_MANUAL_SIG_HANDLE: 'true' } : {}),
    ...options.environment,
  });
  Object.assign(env, { ...allocatorLimits, ...env });
  const child = spawn(
    process.execPath,
    [
      ...(options.mode === 'start' ? heapLimits(env) : []),
      nextProgram,
      options.mode,
      '-p',
      String(options.port),
      ...host,
    ],
    {
      env,
      // The fourth is a channel whose end tells the server that we are gone.
      stdio: onOutput ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', shown, 'inherit', 'ipc'],
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    if (onOutput) stream?.setEncoding('utf8').on('data', onOutput);
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const server = { pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
  await answering(options.port, exited);
  if (options.mode === 'start') await firstPages(options.port);
  return server;
}

/**
 * With a limit this low V8 lets its heap grow by half between collections instead of fourfold, which is a third of the
 * server's memory under load. Young objects get halves of 16 MB, where Node 24 and later take 32: 266 MB under load, and up
 * to 306 with 22 MB. An operator's own limits win.
 */
function heapLimits({ NODE_OPTIONS = '' }: NodeJS.ProcessEnv): string[] {
  const ours = { 'max-old-space-size': 768, 'max-semi-space-size': 16 };
  const isTheirs = (name: string) => NODE_OPTIONS.replaceAll('_', '-').includes(`--${name}`);
  return Object.entries(ours).flatMap(([name, mb]) => (isTheirs(name) ? [] : [`--${name}=${mb}`]));
}

/**
 * How glibc hands out memory. V8's compilers take tens of megabytes in pieces of 32 kB and give them back, but what the
 * answering thread took in between kept all of it with the process: as pieces of their own they go back to the system, 50
 * MB of 310 under load. Two pools for all threads are another dozen. An operator's own settings win.
 */
const allocatorLimits = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(4 * 1024 * 1024),
};

/** Waits for Ctrl-C, a termination signal or the end of `server`, then runs `cleanUp` and exits with the right code. */
export async function runUntilStopped(
  server: WebServer,
  cleanUp: () => Promise<void>,
): Promise<never> {
  const ended = await Promise.race([
    server.exited.then((code) => ({ code: code ?? 1 })),
    ...(['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(
      (signal) =>
        new Promise<{ code: number }>((resolve) =>
          process.once(signal, () => resolve({ code: 0 })),
        ),
    ),
  ]);
  // A second Ctrl-C while stopping must not cut the clean stop short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  await server.stop();
  await cleanUp();
  process.exit(ended.code);
}

async function answering(port: number, exited: Promise<number | null>): Promise<void> {
  let code: number | null | undefined;
  void exited.then((value) => {
    code = value;
  });
  for (;;) {
    if (code !== undefined) {
      throw new AppError(
        'internal',
        `The web server ended before it answered (exit code ${code}).`,
      );
    }
    const reached = await fetch(`http://localhost:${port}/api/health`, { redirect: 'manual' }).then(
      () => true,
      () => false,
    );
    if (reached) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The first page of a process takes half a second longer than all others: nobody should be the one to wait for it. */
async function firstPages(port: number): Promise<void> {
  for (const path of ['/sign-in', '/overview']) {
    await fetch(`http://localhost:${port}${path}`, { redirect: 'manual' })
      .then((answer) => answer.text())
      .catch(() => undefined);
  }
}

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await exited;
  clearTimeout(timer);
}
