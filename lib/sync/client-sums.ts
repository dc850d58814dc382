import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { holdAccount } from './hold-account';

/**
 * Lets the sums of each client stand for the twelve months that end with the account's day at `now`, when they do not
 * yet. To be called every hour, because the days of accounts end at different hours.
 * @public
 */
export async function keepClientSums(db: Database, accountId: number, now: Date): Promise<void> {
  const { rows } = await db.execute(sql`
    select 1 from client_sum_windows w join (${yearOf(accountId, now)}) y using (account_id, to_day)`);
  if (rows.length === 0) await repairClientSums(db, accountId, now);
}

/**
 * Counts the sums of each client anew and puts right what differs. Returns how many were wrong; none are while the
 * twelve months themselves move.
 */
export async function repairClientSums(
  db: Database,
  accountId: number,
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    await holdAccount(tx, accountId);
    const moved = await tx.execute(sql`
      insert into client_sum_windows as w (account_id, to_day, from_at, to_at)
      select account_id, to_day, from_at, to_at from (${yearOf(accountId, now)}) y
      on conflict (account_id) do update set to_day = excluded.to_day, from_at = excluded.from_at, to_at = excluded.to_at
      where (w.from_at, w.to_at) <> (excluded.from_at, excluded.to_at)`);
    const repaired = await tx.execute(sql`
      insert into client_sums (account_id, client_id, year_cents, year_n, visit_days, last_day, usual_days)
      select ${accountId}, client_id, coalesce(c.year_cents, 0), coalesce(c.year_n, 0), coalesce(c.visit_days, 0), c.last_day, c.usual_days
      from (select * from client_sums where account_id = ${accountId}) k
      full join counted_client_sums(${accountId}) c using (client_id)
      where (coalesce(k.year_cents, 0), coalesce(k.year_n, 0), coalesce(k.visit_days, 0), k.last_day, k.usual_days)
        is distinct from (coalesce(c.year_cents, 0), coalesce(c.year_n, 0), coalesce(c.visit_days, 0), c.last_day, c.usual_days)
      on conflict (account_id, client_id) do update set year_cents = excluded.year_cents, year_n = excluded.year_n,
        visit_days = excluded.visit_days, last_day = excluded.last_day, usual_days = excluded.usual_days`);
    const totals = await tx.execute(sql`
      update client_sum_windows w set year_cents = k.cents, year_clients = k.n
      from (
        select coalesce(sum(year_cents), 0)::bigint as cents, count(*)::int as n from client_sums
        where account_id = ${accountId} and year_n > 0
      ) k
      where w.account_id = ${accountId} and (w.year_cents, w.year_clients) <> (k.cents, k.n)`);
    return moved.rowCount ? 0 : (repaired.rowCount ?? 0) + (totals.rowCount ?? 0);
  });
}

/** The twelve months up to the account's day at `now`: account_id, to_day, from_at, to_at. */
function yearOf(accountId: number, now: Date) {
  return sql`
    select ${accountId}::int as account_id, to_day,
      (to_day - interval '1 year' + interval '1 day') at time zone zone as from_at,
      (to_day + 1)::timestamp at time zone zone as to_at
    from (select account_time_zone(${accountId}) as zone) z
    cross join lateral (select (${now.toISOString()}::timestamptz at time zone zone)::date as to_day) d`;
}
