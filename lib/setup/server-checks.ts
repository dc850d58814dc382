import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { env } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { clockProblem, seeJobber } from './jobber-clock';

/**
 * One thing that must be right before anybody can sign in; `text` says what to do when it is not.
 * @public
 */
export type ServerCheck = { name: string; ok: boolean; text: string };

export const databaseDown =
  'The database of this server does not answer, so nothing was stored. Start Postgres, or mend DATABASE_URL, then try again; `npm run cli -- doctor` says more.';

const patienceMs = 5_000;

/**
 * What this server can find out about itself without a Jobber app: its way to Jobber, its clock, its database. Takes 5 s
 * at most and never throws.
 * @public
 */
export async function serverChecks({
  db = appDb(),
  apiUrl = env().JOBBER_API_URL,
}: {
  db?: Database;
  apiUrl?: string;
} = {}): Promise<ServerCheck[]> {
  const [jobber, database] = await Promise.all([jobberChecks(apiUrl), databaseCheck(db)]);
  return [...jobber, database];
}

async function jobberChecks(apiUrl: string): Promise<ServerCheck[]> {
  const seen = await seeJobber(apiUrl, patienceMs).catch((error: unknown) => wordsOf(error));
  if (typeof seen === 'string') return [{ name: 'Jobber', ok: false, text: seen }];
  const reached =
    seen.status >= 500
      ? {
          ok: false,
          text: `Jobber answers HTTP ${seen.status}: it has trouble of its own. Wait and try again.`,
        }
      : { ok: true, text: 'reached' };
  if (seen.skewMs === null) return [{ name: 'Jobber', ...reached }];
  const problem = clockProblem(seen.skewMs);
  return [
    { name: 'Jobber', ...reached },
    { name: 'Clock', ok: problem === null, text: problem ?? 'right' },
  ];
}

async function databaseCheck(db: Database): Promise<ServerCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs);
  });
  try {
    await Promise.race([db.execute(sql`select 1`), late]);
    return { name: 'Database', ok: true, text: 'answers' };
  } catch (err) {
    log.warn({ event: 'database_check', err }, 'the database did not answer the set-up page');
    return { name: 'Database', ok: false, text: databaseDown };
  } finally {
    clearTimeout(timer);
  }
}

function wordsOf(error: unknown): string {
  return isAppError(error) ? error.safeMessage : 'Jobber cannot be reached from this server.';
}
