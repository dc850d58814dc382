import { sql } from 'drizzle-orm';
import { lastPayments } from './last-payments';
import { stepOfDay, stepsOfPeriod } from './parts';
import type { Report } from './report';

export const daysToGetPaid: Report = {
  measure: sql`percentile_cont(0.5) within group (order by f.value)`,
  emptyPart: null,
  parts: stepsOfPeriod,
  facts: (context) => sql`
    select p.account_id, p.id, 'Invoice #' || p.invoice_number as label, p.client_id, c.name as client_name,
      p.paid_day as day, ${stepOfDay(context, sql`p.paid_day`)} as part, p.total_cents as amount,
      greatest(p.paid_day - p.issued_day, 0)::float8 as value, 1 as weight,
      greatest(p.paid_day - p.issued_day, 0)::float8 as rank, null as reason, p.jobber_uri
    from (
      select i.account_id, i.id, i.invoice_number, i.client_id, i.total_cents, i.jobber_uri,
        (i.issued_at at time zone l.zone)::date as issued_day, (l.paid_at at time zone l.zone)::date as paid_day
      from (${lastPayments(context)}) l
      join invoices i on i.account_id = l.account_id and i.id = l.invoice_id
      where i.status = 'paid' and i.issued_at is not null
    ) p
    left join clients c on c.account_id = p.account_id and c.id = p.client_id`,
};
