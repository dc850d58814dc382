import { sql } from 'drizzle-orm';
import { ageBand, ageBands } from './parts';
import type { Report } from './report';

export const openQuotes: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  facts: (context) => {
    const day = sql`(coalesce(q.sent_at, q.created_at) at time zone s.zone)::date`;
    return sql`
    select q.account_id, q.id, 'Quote #' || q.quote_number || coalesce(' ' || q.title, '') as label, q.client_id,
      c.name as client_name, ${day} as day, ${ageBand(sql`s.today - ${day}`)} as part, q.total_cents as amount,
      (s.today - ${day})::float8 as value, 1 as weight, q.total_cents::float8 as rank,
      case q.status when 'changes_requested' then 'changes requested'
        else case when q.viewed_at is null then 'not viewed yet' else 'viewed, no answer' end end as reason,
      q.jobber_uri
    from ${context.asked}
    join quotes q on q.account_id = s.account_id
    left join clients c on c.account_id = q.account_id and c.id = q.client_id
    where q.status in ('awaiting_response', 'changes_requested')`;
  },
};
