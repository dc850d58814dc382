import 'server-only';
import { sql } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';
import type { Database } from '@/db/open';

/**
 * One writer per account at a time, until the transaction ends: rows and sums are never locked in two orders, and guards
 * see what they compare with.
 * @public
 */
export async function holdAccount(tx: Database, accountId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(4920, ${accountId})`);
}

/** Runs `work` in a transaction that holds the account: the caller's own if it is in one, without a savepoint. */
export async function holding<T>(
  db: Database,
  accountId: number,
  work: (tx: Database) => Promise<T>,
): Promise<T> {
  const held = async (tx: Database) => {
    await holdAccount(tx, accountId);
    return work(tx);
  };
  const isWithin: boolean = db instanceof PgTransaction;
  return isWithin ? held(db) : db.transaction(held);
}
