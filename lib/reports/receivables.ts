import { type SQL, sql } from 'drizzle-orm';
import { daysInWords, startOfDay, totalWithout } from './parts';
import { isPast } from './past-days';
import type { FactsContext, KnownPart, Report } from './report';

export const receivables: Report = {
  measure: totalWithout('bad-debt'),
  emptyPart: 0,
  parts: () => receivableBands,
  past: { kind: 'receivables', isRebuildable: true },
  facts: (context) => banded(isPast(context) ? openThen(context) : openNow(context)),
};

export const receivableBands: KnownPart[] = [
  { key: 'not-due', label: 'not due' },
  { key: '1-30', label: '1–30 days' },
  { key: '31-60', label: '31–60 days' },
  { key: '61-90', label: '61–90 days' },
  { key: '90+', label: 'over 90 days' },
  { key: 'bad-debt', label: 'bad debt' },
];

const overdueDays = sql`(o.on_day - coalesce(o.due_day, o.issued_day, o.on_day))`;

function openNow(context: FactsContext) {
  return sql`
    select i.account_id, i.id, 'Invoice #' || i.invoice_number as label, i.client_id, i.status, i.balance_cents as open_cents, i.jobber_uri,
      (i.due_at at time zone s.zone)::date as due_day, (i.issued_at at time zone s.zone)::date as issued_day,
      s.today as on_day, ${bandSince(sql`s.today`)} as band
    from ${context.asked}
    join invoices i on i.account_id = s.account_id
    where i.status in ('awaiting_payment', 'past_due', 'sent_not_due', 'bad_debt') and i.balance_cents > 0`;
}

/** A day that is over: from the first day recorded since, which may be itself, else from today. */
function openThen(context: FactsContext) {
  return sql`
    select * from (${openBefore(context)}) o
    union all
    select * from (${openOn(context)}) o
    where not exists (select from snapshot_days d
      where d.account_id = o.account_id and d.kind = 'receivables' and d.day >= ${context.asOf}::date)`;
}

/**
 * What was open at the end of the day asked for: what the first day recorded since says, with the payments in between put
 * back. What became of an invoice after that day does not matter then. An invoice that the recorded day does not have was
 * not open on it.
 */
function openBefore(context: FactsContext) {
  const asOf = sql`${context.asOf}::date`;
  const ofInvoice = sql`p.account_id = s.account_id and p.invoice_id is not null and p.adjustment_type <> 'INVOICE'`;
  const end = startOfDay(sql`${asOf} + 1`, sql`s.zone`);
  const endOfBase = startOfDay(sql`s.base + 1`, sql`s.zone`);
  const based = sql`(
    select s.account_id, s.zone, d.day as base, d.taken_at from ${context.asked} join lateral (
      select d.day, d.taken_at from snapshot_days d
      where d.account_id = s.account_id and d.kind = 'receivables' and d.day >= ${asOf} order by d.day limit 1) d on true) s`;
  // A payment dated back is read after the day was recorded, which therefore does not know it.
  const between = sql`p.entry_at >= ${end} and p.read_at >= ${end} and p.read_at <= s.taken_at
    and least(p.entry_at, p.read_at) < ${endOfBase}`;
  const after = sql`(least(p.entry_at, p.read_at) >= ${endOfBase} or p.read_at > s.taken_at)`;
  const balanceThen = sql`least(0, i.balance_cents + (
    select coalesce(sum(p.raw_cents), 0) from payment_records p
    where p.invoice_id = i.id and ${ofInvoice} and ${after}))`;
  const issued = sql`(i.issued_at at time zone s.zone)::date`;
  const due = sql`coalesce(x.since_day, (coalesce(i.due_at, i.issued_at) at time zone s.zone)::date)`;
  return sql`
    select account_id, id, label, client_id, status, open_cents, jobber_uri, due_day, issued_day, ${asOf} as on_day,
      ${bandOfDays(sql`status`, sql`(${asOf} - coalesce(due_day, ${asOf}))`)} as band
    from (
      select s.account_id, t.id, coalesce(x.label, 'Invoice #' || i.invoice_number) as label,
        coalesce(x.client_id, i.client_id) as client_id, coalesce(x.state, i.status) as status,
        coalesce(x.amount_cents, ${balanceThen}) + t.later_cents as open_cents,
        coalesce(x.jobber_uri, i.jobber_uri) as jobber_uri, ${due} as due_day,
        coalesce(x.issued_day, ${issued}, x.since_day) as issued_day
      from ${based}
      join (
        select account_id, id, sum(cents) as later_cents from (
          select s.account_id, p.invoice_id as id, p.raw_cents as cents from ${based}
          join payment_records p on s.base > ${asOf} and ${ofInvoice} and ${between}
          union all
          select s.account_id, x.record_id, 0 from ${based} join snapshot_items x on ${openOnBase}
        ) moved group by account_id, id
      ) t on t.account_id = s.account_id
      left join snapshot_items x on ${openOnBase} and x.record_id = t.id
      left join invoices i on i.account_id = s.account_id and i.id = t.id and i.status <> 'draft'
      where x.record_id is not null or i.id is not null
    ) o
    where open_cents > 0 and coalesce(issued_day, ${asOf}) <= ${asOf}`;
}

const openOnBase = sql`x.account_id = s.account_id and x.kind = 'receivables' and x.from_day <= s.base
  and (x.until_day is null or x.until_day > s.base)`;

/**
 * What was open at the end of a past day: today's balance with every later payment put back. A payment dated ahead lowers
 * the balance from when it is entered, so one that had been read by then is none of the later ones. Only invoices with a
 * balance or a later payment can have been open then; the others, most of all, are not looked at.
 */
export function openOn(context: FactsContext) {
  const end = startOfDay(sql`${context.asOf}::date + 1`, sql`s.zone`);
  return sql`
    select i.account_id, i.id, 'Invoice #' || i.invoice_number as label, i.client_id, i.status,
      i.balance_cents + t.later_cents as open_cents, i.jobber_uri,
      (i.due_at at time zone s.zone)::date as due_day, (i.issued_at at time zone s.zone)::date as issued_day,
      ${context.asOf}::date as on_day, ${bandSince(sql`${context.asOf}::date`)} as band
    from (
      select account_id, id, sum(cents) as later_cents from (
        select p.account_id, p.invoice_id as id, sum(p.raw_cents) as cents
        from ${context.asked}
        join payment_records p on p.account_id = s.account_id and p.invoice_id is not null
          and p.adjustment_type <> 'INVOICE' and p.entry_at >= ${end} and p.read_at >= ${end}
        group by p.account_id, p.invoice_id
        union all
        select i.account_id, i.id, 0 from ${context.asked}
        join invoices i on i.account_id = s.account_id and i.balance_cents > 0
      ) moved group by account_id, id
    ) t
    join ${context.asked} on s.account_id = t.account_id
    join invoices i on i.account_id = t.account_id and i.id = t.id
    where i.status <> 'draft' and i.issued_at < ${end} and i.balance_cents + t.later_cents > 0`;
}

/** The age band of invoice `i`, by the edges as instants of zone `s.zone`; what has no date is not due. */
function bandSince(on: SQL): SQL {
  const since = sql`coalesce(i.due_at, i.issued_at)`;
  const edge = (days: number) => startOfDay(sql`${on} - ${sql.raw(String(days))}`, sql`s.zone`);
  return sql`case when i.status = 'bad_debt' then 'bad-debt' when ${since} is null or ${since} >= ${edge(0)} then 'not-due'
    when ${since} >= ${edge(30)} then '1-30' when ${since} >= ${edge(60)} then '31-60'
    when ${since} >= ${edge(90)} then '61-90' else '90+' end`;
}

/** The same of a recorded day, which knows days alone. */
function bandOfDays(state: SQL, days: SQL): SQL {
  return sql`case when ${state} = 'bad_debt' then 'bad-debt' when ${days} <= 0 then 'not-due' when ${days} <= 30 then '1-30'
    when ${days} <= 60 then '31-60' when ${days} <= 90 then '61-90' else '90+' end`;
}

function banded(open: SQL) {
  return sql`
    select o.account_id, o.id, o.label, o.client_id, c.name as client_name,
      o.due_day as day, o.band as part,
      o.open_cents as amount, ${overdueDays}::float8 as value, 1 as weight, ${overdueDays}::float8 as rank,
      case when ${overdueDays} > 0 then ${daysInWords(overdueDays)} || ' overdue' else 'not due yet' end as reason, o.jobber_uri
    from (${open}) o
    left join clients c on c.account_id = o.account_id and c.id = o.client_id`;
}
