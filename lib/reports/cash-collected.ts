import { sql } from 'drizzle-orm';
import { stepOfDay, stepsOfPeriod } from './parts';
import type { Report } from './report';

export const cashCollected: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: stepsOfPeriod,
  summed: (context) => sql`
    select r.account_id, ${stepOfDay(context, sql`r.day`)} as part, r.n, r.total_cents as amount
    from ${context.asked}
    join rollups r on r.account_id = s.account_id and r.kind = 'payment' and r.n > 0
      and r.status in ('PAYMENT', 'DEPOSIT', 'REFUND', 'FAILED_ACH_PAYMENT')
      and r.day between ${context.period.from}::date and ${context.period.to}::date`,
  facts: (context) => {
    const day = sql`(p.entry_at at time zone s.zone)::date`;
    return sql`
    select p.account_id, p.id, coalesce('Invoice #' || i.invoice_number, initcap(p.adjustment_type)) as label,
      p.client_id, c.name as client_name, ${day} as day, ${stepOfDay(context, day)} as part,
      p.raw_cents as amount, null::float8 as value, 1 as weight, abs(p.raw_cents)::float8 as rank,
      p.adjustment_type as reason, i.jobber_uri
    from ${context.asked}
    join payment_records p on p.account_id = s.account_id
    left join invoices i on i.account_id = p.account_id and i.id = p.invoice_id
    left join clients c on c.account_id = p.account_id and c.id = p.client_id
    where p.adjustment_type in ('PAYMENT', 'DEPOSIT', 'REFUND', 'FAILED_ACH_PAYMENT')
      and p.entry_at >= ${context.period.from}::timestamp at time zone s.zone
      and p.entry_at < (${context.period.to}::date + 1)::timestamp at time zone s.zone`;
  },
};
