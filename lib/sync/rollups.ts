import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { repairClientSums } from './client-sums';
import { holdAccount } from './hold-account';
import { repairJobFacts } from './job-facts';

/**
 * Counts the daily sums of an account, those of its clients, when each first owes and the facts of its jobs anew and
 * puts right what differs: once a day, and whenever its time zone changes. Returns how many were wrong.
 * @public
 */
export async function repairRollups(
  db: Database,
  accountId: number,
  now = new Date(),
): Promise<number> {
  return db.transaction(async (tx) => {
    await holdAccount(tx, accountId);
    // An account of a million jobs is counted for longer than a page may wait.
    await tx.execute(sql`set local statement_timeout = '15min'`);
    const repaired = await tx.execute(sql`
      with counted as (select * from counted_rollups(${accountId})),
      wrong as (
        select kind, day, status, coalesce(c.n, 0) as n, coalesce(c.net_cents, 0) as net_cents,
          coalesce(c.total_cents, 0) as total_cents, coalesce(c.balance_cents, 0) as balance_cents
        from (select * from rollups where account_id = ${accountId}) k full join counted c using (kind, day, status)
        where (coalesce(k.n, 0), coalesce(k.net_cents, 0), coalesce(k.total_cents, 0), coalesce(k.balance_cents, 0))
          <> (coalesce(c.n, 0), coalesce(c.net_cents, 0), coalesce(c.total_cents, 0), coalesce(c.balance_cents, 0)))
      insert into rollups (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
      select ${accountId}, kind, day, status, n, net_cents, total_cents, balance_cents from wrong
      on conflict (account_id, kind, day, status) do update set n = excluded.n, net_cents = excluded.net_cents,
        total_cents = excluded.total_cents, balance_cents = excluded.balance_cents`);
    const due = await tx.execute<{ n: number }>(
      sql`select keep_first_due(${accountId}, null) as n`,
    );
    const ofClients = (due.rows[0]?.n ?? 0) + (await repairClientSums(tx, accountId, now));
    return (repaired.rowCount ?? 0) + ofClients + (await repairJobFacts(tx, accountId));
  });
}
