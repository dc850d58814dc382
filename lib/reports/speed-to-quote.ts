import { sql } from 'drizzle-orm';
import type { Report } from './report';

export const speedToQuote: Report = {
  measure: sql`percentile_cont(0.5) within group (order by f.value)`,
  emptyPart: null,
  facts: (context) => sql`
    select r.account_id, r.id, coalesce(r.title, 'Request') as label, r.client_id, c.name as client_name,
      (r.created_at at time zone s.zone)::date as day, coalesce(u.name, 'No salesperson') as part,
      null::bigint as amount, q.hours as value, 1 as weight, q.hours as rank,
      'quote #' || q.quote_number || ' after ' || round(q.hours::numeric, 1) || ' hours' as reason, r.jobber_uri
    from ${context.asked}
    join requests r on r.account_id = s.account_id
    join lateral (
      select q.quote_number, q.salesperson_id,
        greatest(extract(epoch from q.sent_at - r.created_at)::float8 / 3600, 0) as hours
      from quotes q where q.account_id = r.account_id and q.request_id = r.id and q.sent_at is not null
      order by q.sent_at, q.id limit 1
    ) q on true
    left join users u on u.account_id = r.account_id and u.id = q.salesperson_id
    left join clients c on c.account_id = r.account_id and c.id = r.client_id
    where r.created_at >= ${context.period.from}::timestamp at time zone s.zone
      and r.created_at < (${context.period.to}::date + 1)::timestamp at time zone s.zone`,
};
