import { sql } from 'drizzle-orm';
import { stepOfDay, stepsOfPeriod, totalWithout } from './parts';
import { addDays, type Day } from './period';
import type { FactsContext, KnownPart, Report } from './report';

const weeksAhead = 8;

export const bookedAhead: Report = {
  measure: totalWithout('later'),
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
      ${plannedCents} as amount,
      null::float8 as value, 1 as weight, -extract(epoch from v.start_at)::float8 as rank,
      'job #' || j.job_number as reason, j.jobber_uri
    from ${context.asked}
    join visits v on v.account_id = s.account_id and not v.is_complete and v.start_at >= ${context.now}::timestamptz
    join jobs j on j.account_id = v.account_id and j.id = v.job_id and j.status <> 'archived'
    left join clients c on c.account_id = v.account_id and c.id = v.client_id`;
  },
};

/**
 * What a planned visit `v` of job `j` will bring. The total of a per-visit job is one visit, that of a recurring
 * fixed-price job one month; a one-off at a fixed price spreads what is not yet invoiced over its open visits.
 */
const plannedCents = sql`case
  when j.billing_type = 'VISIT_BASED' then j.total_cents
  when j.job_type = 'RECURRING' then ${monthlyShare()}
  else round(j.uninvoiced_cents::numeric / (
    select count(*) from visits o where o.account_id = j.account_id and o.job_id = j.id and not o.is_complete))
  end::bigint`;

/** SQL of the price of a month over the visits that start in the month of visit `v` of job `j`, in zone `s.zone`. */
export function monthlyShare() {
  const month = sql`date_trunc('month', v.start_at at time zone s.zone)`;
  return sql`round(j.total_cents::numeric / (
    select count(*) from visits o where o.account_id = j.account_id and o.job_id = j.id
      and o.start_at >= ${month} at time zone s.zone
      and o.start_at < (${month} + interval '1 month') at time zone s.zone))`;
}

/** The eight weeks from the one of today, as a context whose steps are weeks. */
function weeks(context: FactsContext): FactsContext {
  const to: Day = addDays(context.today, weeksAhead * 7 - 1);
  return { ...context, step: 'week', period: { from: context.today, to } };
}
