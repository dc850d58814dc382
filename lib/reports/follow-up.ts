import { sql } from 'drizzle-orm';
import { ageBand, ageBands, daysInWords } from './parts';
import type { FactsContext, Report } from './report';

export const followUp: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  facts: (context) => sql`
    select q.account_id, q.id, 'Quote #' || q.quote_number || coalesce(' ' || q.title, '') as label, q.client_id,
      c.name as client_name, q.day, ${ageBand(sql`q.days`)} as part,
      coalesce(round(q.total_cents::numeric * w.won / w.n), 0)::bigint as amount, 100.0 * w.chance as value, 1 as weight,
      q.total_cents * coalesce(w.chance, 0) + case when q.viewed_at is null then 0 else 0.5 end as rank,
      ${daysInWords(sql`q.days`)} || ' silent, ' || case when q.viewed_at is null then 'not viewed' else 'viewed' end ||
        coalesce(', ' || round(100 * w.chance) || ' % of quotes this old were still won', '') as reason,
      q.jobber_uri
    from (
      select q.*, (q.sent_at at time zone s.zone)::date as day, s.today - (q.sent_at at time zone s.zone)::date as days
      from ${context.asked}
      join quotes q on q.account_id = s.account_id
      where q.status = 'awaiting_response' and q.sent_at is not null
    ) q
    left join (${winChances(context)}) w on w.account_id = q.account_id and q.days >= w.from_days and q.days < w.below_days
    left join clients c on c.account_id = q.account_id and c.id = q.client_id
    where q.days >= 3`,
};

/**
 * How often a quote that was still open at an age was won later, per account: over the quotes sent in the last two years
 * that reached that age and are decided, from the daily sums. No row where none has reached it.
 */
function winChances(context: FactsContext) {
  return sql`
    select r.account_id, age.from_days, age.below_days, sum(r.n) as n, coalesce(sum(r.n) filter (where r.status like '% won'), 0) as won,
      coalesce(sum(r.n) filter (where r.status like '% won'), 0)::float8 / sum(r.n) as chance
    from (values (3, 8), (8, 15), (15, 31), (31, 61), (61, 91), (91, 100000)) as age(from_days, below_days)
    join (
      select r.account_id, r.status, sum(r.n) as n from ${context.asked}
      join rollups r on r.account_id = s.account_id and r.kind = 'quote_outcome' and r.day >= s.today - 730 and r.n > 0
      group by r.account_id, r.status
    ) r on split_part(r.status, ' ', 1)::int >= age.from_days
    group by r.account_id, age.from_days, age.below_days`;
}
