import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { env } from '../env';
import { AppError } from '../errors';
import type { CliAccount } from './account';
import { connectByLoopback } from './connect-loopback';
import { type InstallationOptions, inInstallation } from './installation';
import { openBrowser } from './open-browser';
import { printJson, printLines } from './print';

export type ConnectOptions = InstallationOptions & {
  /** False: only print the address. */
  browser: boolean;
  /** How long somebody may take to sign in, in seconds. */
  timeout: number;
  json?: boolean;
};

/** `connect`: somebody signs in with Jobber in a browser, through the dashboard or without it. */
export async function connect(options: ConnectOptions): Promise<void> {
  const account = await inInstallation(options, () =>
    options.loopback ? connectByLoopback(options) : connectByDashboard(options),
  );
  if (options.json) printJson({ account: account.slug, name: account.name });
  else printLines([`${account.name} is connected.`]);
}

/** Jobber allows one callback per app, and that one is the dashboard's: its sign-in is opened, the grant is awaited. */
async function connectByDashboard({ browser, timeout }: ConnectOptions): Promise<CliAccount> {
  const url = new URL('/sign-in', env().NEXTAUTH_URL).href;
  await requireAnswer(url);
  const before = await lastGrant();
  tell(`Sign in with Jobber at ${url}`);
  tell('Waiting for the sign-in; Ctrl-C gives up.');
  if (browser) openBrowser(url);
  const deadline = performance.now() + timeout * 1000;
  while (performance.now() < deadline) {
    const account = await grantedSince(before);
    if (account) return account;
    await sleep(500);
  }
  throw new AppError('temporarily_unavailable', `Nobody signed in within ${timeout} seconds.`);
}

/** For people; stdout is left to the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function requireAnswer(url: string): Promise<void> {
  try {
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  } catch (cause) {
    throw new AppError(
      'temporarily_unavailable',
      `The dashboard does not answer at ${url}. Start it with \`npm start\`, or connect without it: --loopback.`,
      { cause },
    );
  }
}

async function lastGrant(): Promise<number> {
  const { rows } = await db().execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::float8 as id from connection_events`,
  );
  return rows[0]?.id ?? 0;
}

async function grantedSince(eventId: number): Promise<CliAccount | null> {
  const { rows } = await db().execute<CliAccount>(sql`
    select a.id, a.slug, a.name, a.jobber_account_id as "jobberAccountId"
    from connection_events e
    join jobber_connections c on c.id = e.connection_id
    join accounts a on a.jobber_account_id = c.jobber_account_id
    where e.id > ${eventId} and e.what in ('connected', 'reconnected') order by e.id limit 1`);
  return rows[0] ?? null;
}
