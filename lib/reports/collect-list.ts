import { sql } from 'drizzle-orm';
import { ageBandSince, ageBands, daysInWords } from './parts';
import type { Report } from './report';

export const collectList: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  facts: (context) => sql`
    select d.account_id, d.client_id as id, coalesce(c.name, 'Unknown client') as label, d.client_id,
      c.name as client_name, (d.oldest_at at time zone s.zone)::date as day,
      ${ageBandSince(sql`d.oldest_at`, sql`s.today`, sql`s.zone`)} as part, d.cents as amount,
      (s.today - (d.oldest_at at time zone s.zone)::date)::float8 as value, 1 as weight, d.weighed as rank,
      d.n || case when d.n = 1 then ' invoice' else ' invoices' end || ', oldest '
        || ${daysInWords(sql`s.today - (d.oldest_at at time zone s.zone)::date`)} || ' overdue' as reason,
      c.jobber_uri
    from (
      select i.account_id, i.client_id, count(*) as n, sum(i.balance_cents) as cents, min(i.due_at) as oldest_at,
        sum(i.balance_cents::float8 * (s.today - (i.due_at at time zone s.zone)::date)) as weighed
      from ${context.asked}
      join invoices i on i.account_id = s.account_id
      where i.status in ('awaiting_payment', 'past_due', 'sent_not_due') and i.balance_cents > 0
        and i.client_id is not null and i.due_at < s.today::timestamp at time zone s.zone
      group by i.account_id, i.client_id
    ) d
    join ${context.asked} on s.account_id = d.account_id
    left join clients c on c.account_id = d.account_id and c.id = d.client_id`,
};
