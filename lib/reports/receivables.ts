import { sql } from 'drizzle-orm';
import { totalWithout } from './parts';
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
      s.today as on_day
    from ${context.asked}
    join invoices i on i.account_id = s.account_id
    where i.status in ('awaiting_payment', 'past_due', 'sent_not_due', 'bad_debt') and i.balance_cents > 0`;
}

/** A day that is over: as it was recorded then, else rebuilt. */
function openThen(context: FactsContext) {
  return sql`
    select x.account_id, x.record_id as id, x.label, x.client_id, x.state as status, x.amount_cents as open_cents,
      x.jobber_uri, x.since_day as due_day, null::date as issued_day, ${context.asOf}::date as on_day
    from ${recordedItems(context, 'receivables')}
    union all
    select * from (${openOn(context)}) o
    where not exists (select from ${context.asked} where s.account_id = o.account_id and ${isRecorded(context, 'receivables')})`;
}

/** What was open at the end of a past day: today's balance with every later payment put back. */
export function openOn(context: FactsContext) {
  return sql`
    select i.account_id, i.id, 'Invoice #' || i.invoice_number as label, i.client_id, i.status,
      i.balance_cents + coalesce(later.cents, 0) as open_cents, i.jobber_uri,
      (i.due_at at time zone s.zone)::date as due_day, (i.issued_at at time zone s.zone)::date as issued_day,
      ${context.asOf}::date as on_day
    from ${context.asked}
    join invoices i on i.account_id = s.account_id
    left join lateral (
      select sum(p.raw_cents) as cents from payment_records p
      where p.account_id = i.account_id and p.invoice_id = i.id
        and p.adjustment_type <> 'INVOICE' and p.entry_at >= (${context.asOf}::date + 1)::timestamp at time zone s.zone
    ) later on true
    where i.status <> 'draft' and i.issued_at < (${context.asOf}::date + 1)::timestamp at time zone s.zone
      and i.balance_cents + coalesce(later.cents, 0) > 0`;
}

function banded(open: ReturnType<typeof sql>) {
  return sql`
    select o.account_id, o.id, o.label, o.client_id, c.name as client_name,
      o.due_day as day,
      case when o.status = 'bad_debt' then 'bad-debt' when ${overdueDays} <= 0 then 'not-due'
        when ${overdueDays} <= 30 then '1-30' when ${overdueDays} <= 60 then '31-60'
        when ${overdueDays} <= 90 then '61-90' else '90+' end as part,
      o.open_cents as amount, ${overdueDays}::float8 as value, 1 as weight, ${overdueDays}::float8 as rank,
      case when ${overdueDays} > 0 then ${overdueDays} || ' days overdue' else 'not due yet' end as reason, o.jobber_uri
    from (${open}) o
    left join clients c on c.account_id = o.account_id and c.id = o.client_id`;
}
