import { type SQL, sql } from 'drizzle-orm';
import type { Report } from './report';

export const winRate: Report = {
  measure: sql`100.0 * sum(f.weight) / nullif(count(*), 0)`,
  emptyPart: null,
  facts: (context) => sql`
    select o.account_id, o.id, 'Quote #' || o.quote_number || coalesce(' ' || o.title, '') as label, o.client_id,
      c.name as client_name, o.day, coalesce(u.name, 'No salesperson') as part, o.total_cents as amount,
      null::float8 as value, o.won::int as weight, o.total_cents::float8 as rank,
      case when o.won then 'won' else 'not won yet' end || case when o.n > 1 then ', ' || o.n || ' quotes' else '' end as reason,
      o.jobber_uri
    from (${opportunities(context)}) o
    left join clients c on c.account_id = o.account_id and c.id = o.client_id
    left join users u on u.account_id = o.account_id and u.id = o.salesperson_id
    where o.day between ${context.period.from}::date and ${context.period.to}::date`,
};

/**
 * Quotes of one client and property, each at most 30 days after the one before, are one opportunity: its first quote
 * gives the day and the salesperson, its dearest the amount, and any approved or converted one wins it.
 */
function opportunities(context: Parameters<Report['facts']>[0]) {
  return sql`
    select account_id, (array_agg(id order by day, id))[1] as id,
      (array_agg(quote_number order by day, id))[1] as quote_number, (array_agg(title order by day, id))[1] as title,
      (array_agg(jobber_uri order by day, id))[1] as jobber_uri,
      (array_agg(salesperson_id order by day, id))[1] as salesperson_id, min(client_id) as client_id, min(day) as day,
      max(total_cents) as total_cents, bool_or(won) as won, count(*) as n
    from (
      select numbered.*, count(*) filter (where is_first) over (
        partition by account_id, asker, property_id order by day, id) as opportunity
      from (
        select sent.*, coalesce(day - lag(day) over (
          partition by account_id, asker, property_id order by day, id) > 30, true) as is_first
        from (
          select q.account_id, q.id, q.quote_number, q.title, q.jobber_uri, q.salesperson_id, q.client_id,
            coalesce(q.client_id, q.id) as asker, coalesce(q.property_id, '') as property_id, q.total_cents,
            (coalesce(q.sent_at, q.created_at) at time zone s.zone)::date as day,
            q.status in ('approved', 'converted') or q.approved_at is not null or q.converted_at is not null as won
          from (${quotesOfAskers(context)}) q
          join ${context.asked} on s.account_id = q.account_id
          where q.status <> 'draft' and (q.sent_at is not null or q.status <> 'archived')
        ) sent
      ) numbered
    ) grouped
    group by account_id, asker, property_id, opportunity`;
}

/**
 * Every quote of the clients who were offered something in the period, and those without a client: no others can belong to
 * its opportunities.
 */
function quotesOfAskers({ asked, period }: Parameters<Report['facts']>[0]) {
  const within = (at: SQL) => sql`
    ${at} >= ${period.from}::timestamp at time zone s.zone
    and ${at} < (${period.to}::date + 1)::timestamp at time zone s.zone`;
  return sql`
    select q.* from (
      select o.account_id, o.client_id from ${asked}
        join quotes o on o.account_id = s.account_id and ${within(sql`o.sent_at`)}
      union select o.account_id, o.client_id from ${asked}
        join quotes o on o.account_id = s.account_id and o.sent_at is null and ${within(sql`o.created_at`)}
    ) asker
    join quotes q on q.account_id = asker.account_id and q.client_id = asker.client_id
    union all
    select q.* from ${asked} join quotes q on q.account_id = s.account_id and q.client_id is null`;
}
