import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type EmbeddedDatabase,
  startEmbeddedDatabase,
} from '../embedded-db/start-embedded-database';
import { rawEnv } from '../env';
import { AppError } from '../errors';
import { buildIfChanged } from './build';
import { freePort } from './free-port';
import { keptSecrets } from './kept-secrets';
import { runningDemoFile } from './running-demo';
import { runUntilStopped, startWebServer } from './web-server';

type DemoOptions = { size: string; port?: string };

const usualPorts = [3000, 3001, 3002, 3003, 3004, 3005, 3006, 3007, 3008, 3009, 3010];

/** `npm run demo`: database, sandbox and built app on this machine until Ctrl-C. */
export async function runDemo(options: DemoOptions): Promise<void> {
  await buildIfChanged();
  await runStack('start', options, folderOf('demo', options));
}

/** `npm run dev`: the same with the development server. */
export async function runDev(options: DemoOptions): Promise<void> {
  await runStack('dev', options, folderOf('dev', options));
}

/** Each size is a world of its own, with a database that knows no other. */
function folderOf(name: string, { size }: DemoOptions): string {
  return path.join('.data', size === 'small' ? name : `${name}-${size}`);
}

async function runStack(mode: 'start' | 'dev', options: DemoOptions, dir: string): Promise<void> {
  const size = sizeOf(options.size);
  const port = options.port === undefined ? await freePort(usualPorts) : Number(options.port);
  const url = `http://localhost:${port}`;
  const database = await startEmbeddedDatabase({ dir: path.join(dir, 'postgres') });
  const { startSandbox } = await import('../sandbox/sandbox');
  const sandbox = await startSandbox({
    size,
    seed: 1,
    callbacks: [`${url}/api/auth/callback/jobber`],
    keepIn: path.join(dir, 'sandbox'),
  });
  const environment = {
    ...demoEnvironment(dir, database, sandbox.url),
    NEXTAUTH_URL: url,
    PORT: String(port),
  };
  const cleanUp = async () => {
    rmSync(runningDemoFile(dir), { force: true });
    await sandbox.close();
    await database.release();
  };
  try {
    const server = await startWebServer({
      mode,
      port,
      host: 'localhost',
      environment,
    });
    const note = JSON.stringify({ pid: process.pid, environment });
    writeFileSync(runningDemoFile(dir), note, { mode: 0o600 });
    process.stdout.write(
      `\nFieldboard demo: ${url}  (made-up data, kept in ${dir}; Ctrl-C stops it)\n\n`,
    );
    await runUntilStopped(server, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

function demoEnvironment(
  dir: string,
  database: EmbeddedDatabase,
  sandboxUrl: string,
): Record<string, string> {
  return {
    ...keptSecrets(dir, 'demo'),
    DATABASE_URL: database.url,
    JOBBER_API_URL: sandboxUrl,
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    FIELDBOARD_DEMO: 'on',
    LOG_LEVEL: rawEnv('LOG_LEVEL') ?? 'warn',
  };
}

function sizeOf(text: string): 'small' | 'medium' | 'large' {
  if (text === 'small' || text === 'medium' || text === 'large') return text;
  throw new AppError('bad_input', `--size is small, medium or large, not ${text}.`);
}
