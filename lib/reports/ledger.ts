import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { accountCalendars, askedAccounts, askedRelation, formatsOf } from './asked-accounts';

import type { Cause, ResultFormats } from './contract';
import { tableItems } from './left-on-table';
import { type Day, dayOf } from './period';

type Effects = { db?: Database; now?: Date };

/**
 * Compares the money left on the table with the ledger: new items begin, what left ends, and what left as money (paid,
 * billed, booked, won) is written down with the day. An item that moved to another cause is still on the table. May run
 * as often as wished; once a day is enough. Returns what it found to be recovered, in cents.
 * @public
 */
export async function keepLedger(
  accountId: number,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<number> {
  const [account] = await accountCalendars([accountId], db);
  if (!account) return 0;
  const { timeZone } = account;
  const today = dayOf(now, timeZone);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(4921, ${accountId})`);
    await tx.execute(sql`
      create temporary table table_now on commit drop as
      select kind, id, cause, amount::bigint as amount from (${tableItems([account], now)}) t`);
    const recovered = await tx.execute<{ cents: number }>(sql`
      with found as (${recoveries(accountId, timeZone, today)}),
      kept as (
        insert into table_recoveries as r (account_id, day, kind, record_id, cause, recovered_cents)
        select ${accountId}, ${today}::date, kind, record_id, cause, cents from found where cents > 0
        on conflict (account_id, day, kind, record_id, cause)
          do update set recovered_cents = r.recovered_cents + excluded.recovered_cents
        returning 1)
      select coalesce(sum(cents) filter (where cents > 0), 0)::float8 as cents, (select count(*) from kept) from found`);
    await tx.execute(sql`
      update table_ledger l set gone_on = ${today}::date
      where l.account_id = ${accountId} and l.gone_on is null and not exists (
        select from table_now t where t.kind = l.kind and t.id = l.record_id and t.cause = l.cause)`);
    await tx.execute(sql`
      update table_ledger l set last_seen = ${today}::date, amount_cents = t.amount
      from table_now t
      where l.account_id = ${accountId} and l.gone_on is null and t.kind = l.kind and t.id = l.record_id and t.cause = l.cause`);
    await tx.execute(sql`
      insert into table_ledger as l (account_id, kind, record_id, cause, first_seen, last_seen, amount_cents)
      select ${accountId}, t.kind, t.id, t.cause, ${today}::date, ${today}::date, t.amount from table_now t
      where not exists (
        select from table_ledger k where k.account_id = ${accountId} and k.kind = t.kind and k.record_id = t.id
          and k.cause = t.cause and k.gone_on is null)
      on conflict (account_id, kind, record_id, cause, first_seen)
        do update set gone_on = null, last_seen = excluded.last_seen, amount_cents = excluded.amount_cents`);
    return recovered.rows[0]?.cents ?? 0;
  });
}

/**
 * What was recovered since the first of the month, per currency, by cause, the largest first.
 * @public
 */
export type Recovered = {
  currency: string;
  formats: ResultFormats;
  accountIds: number[];
  totalCents: number;
  causes: { cause: Cause; amountCents: number; rows: number }[];
};

/**
 * What left the list of money left on the table as money since the first of the month, where each account is.
 * @public
 */
export async function recoveredThisMonth(
  scope: AccountScope,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<Recovered[]> {
  const accounts = await askedAccounts(scope, db);
  const currencies = [...new Set(accounts.map((account) => account.currency))];
  return Promise.all(
    currencies.map(async (currency) => {
      const asked = accounts.filter((account) => account.currency === currency);
      const { rows } = await db.execute<{ cause: Cause; cents: number; n: number }>(sql`
        select r.cause, sum(r.recovered_cents)::float8 as cents, count(distinct (r.account_id, r.kind, r.record_id))::int as n
        from ${askedRelation(asked, now)}
        join table_recoveries r on r.account_id = s.account_id
          and r.day >= date_trunc('month', s.today)::date and r.day <= s.today
        group by r.cause order by cents desc`);
      return {
        currency,
        formats: formatsOf(asked),
        accountIds: asked.map((account) => account.id),
        totalCents: rows.reduce((sum, row) => sum + row.cents, 0),
        causes: rows.map(({ cause, cents, n }) => ({ cause, amountCents: cents, rows: n })),
      };
    }),
  );
}

/** What became money of each open item since it was last seen: never more than its amount fell, or than it was. */
function recoveries(accountId: number, timeZone: string, today: Day): SQL {
  const seenFrom = sql`l.last_seen::timestamp at time zone ${timeZone}`;
  return sql`
    select l.kind, l.record_id, l.cause, case l.cause
      when 'overdue' then (
        select least(l.amount_cents - greatest(i.balance_cents, 0), (
          select coalesce(sum(p.raw_cents), 0) from payment_records p
          where p.account_id = i.account_id and p.invoice_id = i.id and p.entry_at >= ${seenFrom}
            and p.adjustment_type in ('PAYMENT', 'DEPOSIT', 'REFUND', 'FAILED_ACH_PAYMENT')))
        from invoices i where i.account_id = l.account_id and i.id = l.record_id)
      when 'unbilled' then (
        select l.amount_cents - greatest(j.uninvoiced_cents, 0) from jobs j
        where j.account_id = l.account_id and j.id = l.record_id and exists (
          select from invoice_jobs b join invoices i on i.account_id = b.account_id and i.id = b.invoice_id
          where b.account_id = j.account_id and b.job_id = j.id and i.created_at >= ${seenFrom}))
      when 'unscheduled' then (
        select l.amount_cents from jobs j
        where t.id is null and j.account_id = l.account_id and j.id = l.record_id and j.status <> 'archived' and exists (
          select from visits v where v.account_id = j.account_id and v.job_id = j.id and v.start_at is not null))
      when 'ending' then (
        select l.amount_cents from jobs j
        where t.id is null and j.account_id = l.account_id and j.id = l.record_id and j.status <> 'archived'
          and (j.end_at is null or j.end_at >= (${today}::date + 61)::timestamp at time zone ${timeZone}))
      else (
        select case l.cause when 'approved' then l.amount_cents else q.total_cents end from quotes q
        where t.id is null and q.account_id = l.account_id and q.id = l.record_id and q.status in ('approved', 'converted')
          and not exists (
            select from jobs j join table_now o on o.kind = 'job' and o.id = j.id
            where j.account_id = q.account_id and j.quote_id = q.id))
      end as cents
    from table_ledger l
    left join table_now t on t.kind = l.kind and t.id = l.record_id and t.cause = l.cause
    where l.account_id = ${accountId} and l.gone_on is null and not exists (
      select from table_now o where o.kind = l.kind and o.id = l.record_id and o.cause <> l.cause)`;
}
