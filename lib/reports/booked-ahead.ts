import { sql } from 'drizzle-orm';
import { stepOfDay, stepsOfPeriod } from './parts';
import { addDays, type Day } from './period';
import type { FactsContext, KnownPart, Report } from './report';

const weeksAhead = 8;

export const bookedAhead: Report = {
  measure: sql`coalesce(sum(f.amount) filter (where f.part <> 'later'), 0)`,
  emptyPart: 0,
  parts: (context): KnownPart[] => [
    ...stepsOfPeriod(weeks(context)),
    { key: 'later', label: 'later' },
  ],
  facts: (context) => {
    const ahead = weeks(context);
    const day = sql`(v.start_at at time zone s.zone)::date`;
    return sql`
    select v.account_id, v.id, coalesce(v.title, 'Visit of job #' || j.job_number) as label, v.client_id,
      c.name as client_name, ${day} as day,
      case when ${day} > ${ahead.period.to}::date then 'later' else ${stepOfDay(ahead, day)} end as part,
      case when j.billing_type = 'VISIT_BASED' then coalesce(lines.cents, 0)
        else round(j.uninvoiced_cents::numeric / open.n) end::bigint as amount,
      null::float8 as value, 1 as weight, -extract(epoch from v.start_at)::float8 as rank,
      'job #' || j.job_number as reason, j.jobber_uri
    from ${context.asked}
    join visits v on v.account_id = s.account_id and not v.is_complete and v.start_at >= ${context.now}::timestamptz
    join jobs j on j.account_id = v.account_id and j.id = v.job_id and j.status <> 'archived'
    join lateral (
      select greatest(count(*), 1) as n from visits o
      where o.account_id = j.account_id and o.job_id = j.id and not o.is_complete
    ) open on true
    left join lateral (
      select sum(l.total_cents) as cents from line_items l
      where l.account_id = j.account_id and l.owner_kind = 'job' and l.owner_id = j.id
    ) lines on j.billing_type = 'VISIT_BASED'
    left join clients c on c.account_id = v.account_id and c.id = v.client_id`;
  },
};

/** The eight weeks from the one of today, as a context whose steps are weeks. */
function weeks(context: FactsContext): FactsContext {
  const to: Day = addDays(context.today, weeksAhead * 7 - 1);
  return { ...context, step: 'week', period: { from: context.today, to } };
}
