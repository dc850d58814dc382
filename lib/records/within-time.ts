import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/** What `withinTime` answers when Postgres was stopped. */
export const tooSlow = Symbol('too slow');

/**
 * Runs reads in one transaction whose statements Postgres stops after `limitMs`. Compiling expressions never pays for
 * queries this short, so it is off.
 */
export async function withinTime<Result>(
  db: Database,
  limitMs: number,
  reads: (tx: Database) => Promise<Result>,
): Promise<Result | typeof tooSlow> {
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('statement_timeout', ${String(limitMs)}, true), set_config('jit', 'off', true)`,
      );
      return reads(tx);
    });
  } catch (error) {
    if (wasStopped(error)) return tooSlow;
    throw error;
  }
}

// Postgres: query_canceled. Drizzle wraps the driver's error.
function wasStopped(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && at.code === '57014') return true;
  }
  return false;
}
