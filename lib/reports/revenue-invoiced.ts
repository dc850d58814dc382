import { type SQL, sql } from 'drizzle-orm';
import { stepOfDay, stepsOfPeriod } from './parts';
import type { FactsContext, Report } from './report';

export const revenueInvoiced: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  facts: (context) => invoicedFacts(context),
  parts: stepsOfPeriod,
  summed: (context) => invoicedDays(context, stepOfDay(context, sql`r.day`)),
};

/** The same money from the daily sums; `part` is SQL over the day `r.day` and the account `s`. */
export function invoicedDays(context: FactsContext, part: SQL) {
  return sql`
    select r.account_id, ${part} as part, r.n, r.net_cents as amount
    from ${context.asked}
    join rollups r on r.account_id = s.account_id and r.kind = 'invoice' and r.status <> 'draft' and r.n > 0
      and r.day between ${context.period.from}::date and ${context.period.to}::date`;
}

/** Invoices issued in the period, each at subtotal less discount. `part` is the step of the chart. */
export function invoicedFacts(context: FactsContext) {
  const day = sql`(i.issued_at at time zone s.zone)::date`;
  return sql`
    select i.account_id, i.id, 'Invoice #' || i.invoice_number as label, i.client_id, c.name as client_name,
      ${day} as day, ${stepOfDay(context, day)} as part,
      i.subtotal_cents - i.discount_cents as amount, null::float8 as value, 1 as weight,
      (i.subtotal_cents - i.discount_cents)::float8 as rank, replace(i.status, '_', ' ') as reason, i.jobber_uri
    from ${context.asked}
    join invoices i on i.account_id = s.account_id
    left join clients c on c.account_id = i.account_id and c.id = i.client_id
    where i.status <> 'draft'
      and i.issued_at >= ${context.period.from}::timestamp at time zone s.zone
      and i.issued_at < (${context.period.to}::date + 1)::timestamp at time zone s.zone`;
}
