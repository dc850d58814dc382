import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * One writer per account at a time, until the transaction ends: rows and sums are never locked in two orders, and guards
 * see what they compare with.
 */
export async function holdAccount(tx: Database, accountId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(4920, ${accountId})`);
}
