import { sql } from 'drizzle-orm';
import { stepOfDay, stepsOfPeriod } from './parts';
import type { FactsContext, Report } from './report';
import { invoicedDays, invoicedFacts } from './revenue-invoiced';

export const goalPace: Report = {
  measure: (context) => sql`100.0 * coalesce(sum(f.amount), 0) / nullif((
    with pace as materialized (${paceOfGoals(context)})
    select sum(pace.cents) from pace
    where (f.account_id is null or pace.account_id = f.account_id) and (f.part is null or pace.part = f.part)), 0)`,
  emptyPart: null,
  parts: stepsOfPeriod,
  facts: invoicedFacts,
  summed: (context) => invoicedDays(context, stepOfDay(context, sql`r.day`)),
};

/**
 * What should have been invoiced in each step up to today: each working day its share of the goal in force. The working
 * days of a goal's span are counted once for all days of a step that share it.
 */
function paceOfGoals(context: FactsContext) {
  return sql`
    select p.account_id, p.part, sum(p.n * p.cents / p.days) as cents
    from (
      select d.account_id, d.part, d.n, d.cents, (
        select count(*) from generate_series(d.began, d.began + case d.span when 'month' then interval '1 month'
          when 'quarter' then interval '3 months' else interval '1 year' end - interval '1 day', interval '1 day') w(at)
        where extract(dow from w.at)::int = any(d.working_days)) as days
      from (
        select s.account_id, s.working_days, ${stepOfDay(context, sql`d.at::date`)} as part, g.span, g.cents,
          date_trunc(g.span, d.at) as began, count(*) as n
        from ${context.asked}
        cross join lateral generate_series(${context.period.from}::timestamp,
          least(${context.period.to}::date, s.today)::timestamp, interval '1 day') d(at)
        cross join lateral (
          select goal.span, goal.amount_cents::numeric as cents
          from goals goal where goal.account_id = s.account_id and goal.from_day <= d.at::date
          order by array_position(array['month', 'quarter', 'year'], goal.span), goal.from_day desc limit 1
        ) g
        where extract(dow from d.at)::int = any(s.working_days)
        group by s.account_id, s.working_days, 3, g.span, g.cents, date_trunc(g.span, d.at)
      ) d
    ) p
    group by p.account_id, p.part`;
}
