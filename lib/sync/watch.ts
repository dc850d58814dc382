import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '../access/account-scope';
import { enqueueSlice } from './enqueue';

/** How long a look at an account keeps it fresh; screens look again while they are open. */
const watchMs = 120_000;
const probeWithinMs = 10_000;

/**
 * Somebody looks at these accounts now: their changes are looked for every twenty seconds until two minutes after the
 * last look.
 * @public
 */
export async function watch(scope: AccountScope, db: Database = appDb()): Promise<void> {
  for (const accountId of scope.accountIds) {
    const { rows } = await db.execute(sql`
      with looked as (
        update sync_accounts set watched_until = app_now() + make_interval(secs => ${watchMs / 1000})
        where account_id = ${accountId} and (watched_until is null or watched_until < app_now() + interval '90 seconds')
        returning account_id)
      update sync_streams s set next_due_at = app_now() + make_interval(secs => ${probeWithinMs / 1000})
      from looked where s.account_id = looked.account_id and s.stage in ('probe', 'today')
        and s.next_due_at > app_now() + make_interval(secs => ${probeWithinMs / 1000})
      returning s.entity`);
    if (rows.length > 0) await enqueueSlice(db, accountId, probeWithinMs);
  }
}

/**
 * Reads what is fresh about these accounts at once, and everything anew when `full`.
 * @public
 */
export async function syncNow(
  scope: AccountScope,
  { full = false }: { full?: boolean } = {},
  db: Database = appDb(),
): Promise<void> {
  for (const accountId of scope.accountIds) {
    if (full) await sweepEverything(db, accountId);
    else
      await db.execute(sql`
        update sync_streams set next_due_at = app_now() - interval '1 second'
        where account_id = ${accountId} and stage in ('probe', 'today', 'window')`);
    await enqueueSlice(db, accountId, 0);
  }
}

/**
 * Makes every reading of an account due now: probes, sweeps of all ids, what has no date whole, and the counts. For `sync --full` and tests.
 * @public
 */
export async function sweepEverything(db: Database, accountId: number): Promise<void> {
  await db.execute(sql`
    update sync_streams set next_due_at = app_now() - interval '1 second'
    where account_id = ${accountId} and stage in ('probe', 'today', 'window', 'sweep', 'recheck', 'count')`);
}
