import { type SQL, sql } from 'drizzle-orm';
import { countedYears, keptSums, uncounted } from './client-years';
import { daysInWords } from './parts';
import type { FactsContext, KnownPart, Report } from './report';

const rhythmParts: KnownPart[] = [
  { key: 'in-rhythm', label: 'in rhythm' },
  { key: 'lapsed', label: 'lapsed' },
  { key: 'few-visits', label: 'fewer than 3 visits' },
];

export const clientValue: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: () => rhythmParts,
  facts: (context) => {
    const since = daysInWords(sql`${context.asOf}::date - v.last_day`);
    return sql`
    select v.account_id, v.client_id as id, coalesce(c.name, 'Unknown client') as label, v.client_id, c.name as client_name, v.last_day as day, v.part,
      v.cents as amount, (${context.asOf}::date - v.last_day)::float8 as value, 1 as weight, v.cents::float8 as rank,
      case when v.n >= 3 then 'usually every ' || ${daysInWords(sql`round(v.usual)`)} || ', last visit ' || ${since} || ' ago'
        when v.n > 0 then 'last visit ' || ${since} || ' ago' else 'no visit' end as reason,
      c.jobber_uri
    from (${values(context)}) v
    left join clients c on c.account_id = v.account_id and c.id = v.client_id`;
  },
};

/** What each client brought in the year and how often work was done there; clients without both are left out. */
function values(context: FactsContext) {
  const on = sql`${context.asOf}::date`;
  return sql`
    select x.*, case when x.n < 3 then 'few-visits' when ${on} - x.last_day > 2 * x.usual then 'lapsed' else 'in-rhythm' end as part
    from (
      select k.account_id, k.client_id, k.year_cents as cents, k.visit_days as n, k.last_day, k.usual_days as usual
      from ${keptSums(context)}
      where (k.year_n > 0 or k.visit_days > 0) and (k.last_day is null or k.last_day <= ${on})
      union all
      -- Work that was entered as done on a day to come counts from that day on.
      select k.account_id, k.client_id, k.year_cents, coalesce(v.n, 0), v.last_day, v.usual
      from ${keptSums(context)}
      left join lateral (${rhythms(context, sql`k.client_id`)}) v on true
      where k.last_day > ${on} and (k.year_n > 0 or v.n > 0)
      union all
      select s.account_id, v.client_id, coalesce(v.cents, 0), coalesce(v.n, 0), v.last_day, v.usual
      from ${uncounted(context)}
      cross join lateral (
        select * from (${countedYears(context)}) y full join (${rhythms(context)}) v using (client_id)
      ) v(client_id, cents, n, last_day, usual)
    ) x`;
}

/** On how many days work was completed at the clients of account `s`, the last of them, and the median gap. */
function rhythms({ asOf }: FactsContext, client?: SQL) {
  return sql`
    select client_id, count(*)::int as n, max(day) as last_day, percentile_cont(0.5) within group (order by gap) as usual
    from (
      select client_id, day, (day - lag(day) over (partition by client_id order by day))::float8 as gap
      from (
        select distinct v.client_id, (v.completed_at at time zone s.zone)::date as day from visits v
        where v.account_id = s.account_id and ${client ? sql`v.client_id = ${client}` : sql`v.client_id is not null`}
          and v.is_complete and v.completed_at < (${asOf}::date + 1)::timestamp at time zone s.zone
      ) days
    ) gaps group by client_id`;
}
