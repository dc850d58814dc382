import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * Counts the steps and sums of an account's jobs and the hours of its people anew, within the caller's hold of the account,
 * and puts right what differs. Returns how many rows were wrong.
 */
export async function repairJobFacts(tx: Database, accountId: number): Promise<number> {
  let wrong = 0;
  // The hours first: the sums of jobs add them up.
  for (const recount of [
    sql`recount_worked_times(${accountId}, null, null)`,
    sql`recount_job_steps(${accountId}, null)`,
    sql`recount_job_sums(${accountId}, null)`,
  ]) {
    const { rows } = await tx.execute<{ wrong: number }>(sql`select ${recount} as wrong`);
    wrong += rows[0]?.wrong ?? 0;
  }
  return wrong;
}
