import { existsSync } from 'node:fs';
import path from 'node:path';
import { pendingMigrations, waitForDatabase } from '@/db/migrate';
import { refuseSandboxAsJobber } from '../boot';
import { findBinaries } from '../embedded-db/binaries';
import { childEnv, type Env, parseEnv, rawEnv } from '../env';
import { isAppError } from '../errors';
import { buildFolder } from './build';

type Line = { check: string; ok: boolean; text: string };

/** `npm run cli -- doctor`: one line per check, "ok" or what to do; exit code 1 when something needs doing. */
export async function doctor(options: { json?: boolean }): Promise<void> {
  const settingsLine = await checked('Settings', async () => {
    refuseSandboxAsJobber(settings());
    return 'complete';
  });
  const needSettings = async () => [
    await checked('Jobber', async () => jobber(settings())),
    await checked('Address', async () => address(settings())),
  ];
  const lines: Line[] = [
    nodeVersion(),
    settingsLine,
    await checked('Database', database),
    ...(settingsLine.ok ? await needSettings() : []),
    {
      check: 'Build',
      ok: true,
      text: existsSync(path.join(buildFolder(), 'BUILD_ID'))
        ? 'there'
        : 'none yet; `npm start` makes it',
    },
  ];
  if (options.json) process.stdout.write(`${JSON.stringify(lines, null, 2)}\n`);
  else
    for (const line of lines)
      process.stdout.write(`${line.ok ? 'ok  ' : 'FIX '} ${line.check}: ${line.text}\n`);
  process.exitCode = lines.every(({ ok }) => ok) ? 0 : 1;
}

function nodeVersion(): Line {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    check: 'Node',
    ok,
    text: ok ? process.version : `${process.version} is too old; install Node 22 or 24`,
  };
}

function settings(): Env {
  return parseEnv(childEnv({ DATABASE_URL: rawEnv('DATABASE_URL') ?? 'postgres://bundled' }));
}

async function database(): Promise<string> {
  const url = rawEnv('DATABASE_URL');
  if (url === undefined)
    return `bundled Postgres ${findBinaries().major}, kept in .data (one machine only)`;
  await waitForDatabase(url, { timeoutMs: 0, onWait: () => undefined });
  const pending = await pendingMigrations(url);
  return pending.length === 0
    ? 'reachable, schema up to date'
    : `reachable; ${pending.length} migrations run at the next start`;
}

async function jobber(environment: Env): Promise<string> {
  const { status } = await fetch(`${environment.JOBBER_API_URL}/api/graphql`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  return `reachable at ${environment.JOBBER_API_URL} (HTTP ${status})`;
}

async function address(environment: Env): Promise<string> {
  const { protocol, hostname, origin } = new URL(environment.NEXTAUTH_URL);
  if (protocol === 'http:' && hostname !== 'localhost') {
    throw new Error(
      `${origin} is not https; sign-in cookies are safe only on https. Put a proxy such as Caddy in front.`,
    );
  }
  return `${origin}; the callback URL in Jobber's Developer Center must be ${origin}/api/auth/callback/jobber`;
}

async function checked(check: string, work: () => Promise<string>): Promise<Line> {
  try {
    return { check, ok: true, text: await work() };
  } catch (error) {
    if (isAppError(error)) return { check, ok: false, text: error.safeMessage };
    const cause =
      error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return {
      check,
      ok: false,
      text: `${error instanceof Error ? error.message : String(error)}${cause}`,
    };
  }
}
