import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * After a sign-in: what failures of the old grant put off, and kinds that Jobber withheld from it, are asked for at once.
 * @public
 */
export async function startAgain(db: Database, accountId: number): Promise<void> {
  await db.execute(sql`
    update jobber_budgets set failures = 0, open_until = null, is_trial = false where account_id = ${accountId}`);
  await db.execute(sql`
    update sync_streams set next_due_at = app_now(), failures = 0
    where account_id = ${accountId} and next_due_at > app_now()
      and (failures > 0 or state in ('failed', 'not_permitted'))`);
}
