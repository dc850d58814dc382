import { type SQL, sql } from 'drizzle-orm';
import { startOfDay, totalWithout } from './parts';
import { isPast, isRecorded, recordedItems } from './past-days';
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

/** A day that is over: as it was recorded then, else rebuilt. */
function openThen(context: FactsContext) {
  return sql`
    select x.account_id, x.record_id as id, x.label, x.client_id, x.state as status, x.amount_cents as open_cents,
      x.jobber_uri, x.since_day as due_day, null::date as issued_day, ${context.asOf}::date as on_day,
      ${bandOfDays(sql`x.state`, sql`(${context.asOf}::date - coalesce(x.since_day, ${context.asOf}::date))`)} as band
    from ${recordedItems(context, 'receivables')}
    union all
    select * from (${openOn(context)}) o
    where not exists (select from ${context.asked} where s.account_id = o.account_id and ${isRecorded(context, 'receivables')})`;
}

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
      case when ${overdueDays} > 0 then ${overdueDays} || ' days overdue' else 'not due yet' end as reason, o.jobber_uri
    from (${open}) o
    left join clients c on c.account_id = o.account_id and c.id = o.client_id`;
}
