import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type EmbeddedDatabase,
  startEmbeddedDatabase,
} from '../embedded-db/start-embedded-database';
import { AppError } from '../errors';
import { buildIfChanged } from './build';
import { freePort } from './free-port';
import { runUntilStopped, startWebServer } from './web-server';

type DemoOptions = { size: string; port?: string };

const usualPorts = [3000, 3001, 3002, 3003, 3004, 3005, 3006, 3007, 3008, 3009, 3010];

/** `npm run demo`: database, sandbox and built app on this machine until Ctrl-C. */
export async function runDemo(options: DemoOptions): Promise<void> {
  await buildIfChanged();
  await runStack('start', options, path.join('.data', 'demo'));
}

/** `npm run dev`: the same with the development server. */
export async function runDev(options: DemoOptions): Promise<void> {
  await runStack('dev', options, path.join('.data', 'dev'));
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
  });
  const cleanUp = async () => {
    await sandbox.close();
    await database.release();
  };
  try {
    const server = await startWebServer({
      mode,
      port,
      host: 'localhost',
      environment: {
        ...demoEnvironment(dir, database, sandbox.url),
        NEXTAUTH_URL: url,
        PORT: String(port),
      },
    });
    process.stdout.write(`\nFieldboard demo: ${url}  (made-up data; Ctrl-C stops it)\n\n`);
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
    ...keptSecrets(dir),
    DATABASE_URL: database.url,
    JOBBER_API_URL: sandboxUrl,
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    FIELDBOARD_DEMO: 'on',
  };
}

/** Generated once, so that a browser stays signed in and tokens stay readable when the demo runs again. */
function keptSecrets(dir: string): Record<string, string> {
  const file = path.join(dir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    const secrets = {
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      TOKEN_ENCRYPTION_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

function sizeOf(text: string): 'small' | 'medium' | 'large' {
  if (text === 'small' || text === 'medium' || text === 'large') return text;
  throw new AppError('bad_input', `--size is small, medium or large, not ${text}.`);
}
