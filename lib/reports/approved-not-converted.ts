import { sql } from 'drizzle-orm';
import { ageBand, ageBands, daysInWords } from './parts';
import type { Report } from './report';

export const approvedNotConverted: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  facts: (context) => {
    const day = sql`(coalesce(q.approved_at, q.transitioned_at, q.updated_at) at time zone s.zone)::date`;
    return sql`
    select q.account_id, q.id, 'Quote #' || q.quote_number || coalesce(' ' || q.title, '') as label, q.client_id,
      c.name as client_name, ${day} as day, ${ageBand(sql`s.today - ${day}`)} as part, q.total_cents as amount,
      (s.today - ${day})::float8 as value, 1 as weight, q.total_cents::float8 as rank,
      'approved ' || ${daysInWords(sql`s.today - ${day}`)} || ' ago' as reason, q.jobber_uri
    from ${context.asked}
    join quotes q on q.account_id = s.account_id
    left join clients c on c.account_id = q.account_id and c.id = q.client_id
    where q.status = 'approved'
      and not exists (select from jobs j where j.account_id = q.account_id and j.quote_id = q.id)`;
  },
};
