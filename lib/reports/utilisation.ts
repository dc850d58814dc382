import { sql } from 'drizzle-orm';
import type { Report } from './report';

export const utilisation: Report = {
  measure: sql`100.0 * 3600 * sum(f.value) / nullif(sum(f.weight), 0)`,
  emptyPart: null,
  facts: (context) => sql`
    select p.account_id, p.user_id as id, coalesce(u.name, 'Unknown person') as label, null::text as client_id,
      null::text as client_name, null::date as day, coalesce(u.name, 'Unknown person') as part,
      null::bigint as amount, p.on_jobs / 3600.0 as value, 28800 * a.days as weight, p.on_jobs::float8 as rank,
      round(p.on_jobs / 3600.0, 1) || ' of ' || 8 * a.days || ' hours' as reason, null::text as jobber_uri
    from (
      select w.account_id, w.user_id, coalesce(sum(w.seconds) filter (where w.job_id is not null), 0) as on_jobs
      from ${context.asked}
      join worked_times w on w.account_id = s.account_id and w.day between ${context.period.from}::date and ${context.period.to}::date
      group by w.account_id, w.user_id
    ) p
    join ${context.asked} on s.account_id = p.account_id
    join lateral (
      select count(*) as days
      from generate_series(${context.period.from}::timestamp, least(${context.period.to}::date, s.today)::timestamp, interval '1 day') d
      where extract(dow from d)::int = any(s.working_days)
    ) a on true
    left join users u on u.account_id = p.account_id and u.id = p.user_id`,
};
