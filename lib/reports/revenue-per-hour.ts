import { sql } from 'drizzle-orm';
import { monthlyShare } from './booked-ahead';
import type { Report } from './report';

export const revenuePerHour: Report = {
  measure: sql`round(3600.0 * sum(f.amount) filter (where f.weight > 0) / nullif(sum(f.weight), 0))`,
  emptyPart: null,
  uncovered: {
    part: 'No hours tracked',
    what: 'visits without hours',
    why: 'Nobody tracked time on them, so what an hour of them brought is not known.',
  },
  facts: (context) => sql`
    with done as materialized (
      select v.account_id, v.id, v.title, v.client_id, (v.completed_at at time zone s.zone)::date as day,
        j.job_number, j.jobber_uri, case
          when j.billing_type = 'VISIT_BASED' then j.total_cents
          when j.job_type = 'RECURRING' and v.start_at is not null then ${monthlyShare()}
          else round(j.total_cents::numeric / (
            select count(*) from visits o where o.account_id = j.account_id and o.job_id = j.id)) end as cents
      from ${context.asked}
      join visits v on v.account_id = s.account_id and v.is_complete
        and v.completed_at >= ${context.period.from}::timestamp at time zone s.zone
        and v.completed_at < (${context.period.to}::date + 1)::timestamp at time zone s.zone
      join jobs j on j.account_id = v.account_id and j.id = v.job_id
    ),
    worked as (
      select done.account_id, done.id, coalesce(u.name, 'Unknown person') as person, sum(w.seconds) as seconds
      from done
      -- \`offset 0\` keeps one look into the index per visit; joined freely, the hours of all years are read.
      cross join lateral (
        select w.user_id, w.seconds from worked_times w
        where w.account_id = done.account_id and w.visit_id = done.id and w.seconds > 0 offset 0
      ) w
      left join users u on u.account_id = done.account_id and u.id = w.user_id
      group by done.account_id, done.id, coalesce(u.name, 'Unknown person')
    )
    select d.account_id, d.id, coalesce(d.title, 'Visit of job #' || d.job_number) as label, d.client_id,
      c.name as client_name, d.day, coalesce(w.person, 'No hours tracked') as part,
      -- A share that is rounded before it is multiplied misses exact half cents.
      round(coalesce(d.cents * w.seconds / sum(w.seconds) over (partition by d.account_id, d.id), d.cents))::bigint as amount,
      w.seconds / 3600.0 as value, coalesce(w.seconds, 0)::bigint as weight, coalesce(w.seconds, 0)::float8 as rank,
      'job #' || d.job_number as reason, d.jobber_uri
    from done d
    left join worked w on w.account_id = d.account_id and w.id = d.id
    left join clients c on c.account_id = d.account_id and c.id = d.client_id`,
};
