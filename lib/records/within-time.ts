import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb, briefDb, briefMs } from '@/db/client';
import type { Database } from '@/db/open';
import { hasSqlState } from '@/db/sql-state';

const queryCanceled = '57014';

/** What `withinTime` answers when Postgres was stopped. */
export const tooSlow = Symbol('too slow');

/**
 * Runs reads whose statements Postgres stops after `limitMs`: without a database or limit of one's own on connections that
 * stop after 500 ms, else in a transaction with that limit. Compiling expressions never pays for queries this short, so
 * it is off.
 */
export async function withinTime<Result>(
  db: Database | undefined,
  limitMs: number | undefined,
  reads: (db: Database) => Promise<Result>,
): Promise<Result | typeof tooSlow> {
  try {
    if (!db && limitMs === undefined) return await reads(briefDb());
    return await (db ?? appDb()).transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('statement_timeout', ${String(limitMs ?? briefMs)}, true), set_config('jit', 'off', true)`,
      );
      return reads(tx);
    });
  } catch (error) {
    if (hasSqlState(error, queryCanceled)) return tooSlow;
    throw error;
  }
}
