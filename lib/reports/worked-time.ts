import { type SQL, sql } from 'drizzle-orm';
import type { FactsContext } from './report';

/**
 * SQL of hours worked, every minute of a person once: an entry counts from where the entries of that person and day that
 * began before it have ended. Breaks and running clocks are no work. `touched` selects (account_id, user_id, start_at)
 * of the entries that are asked for; all entries of those people on those days come back.
 *   account_id, id, user_id, job_id, visit_id, day, seconds, cents (labour with burden; null without a rate)
 */
export function workedTime(context: FactsContext, touched: SQL): SQL {
  return sql`
    select w.account_id, w.id, w.user_id, w.job_id, w.visit_id, w.day, w.seconds,
      round(w.seconds * coalesce(own.hourly, w.labour_rate_cents) / 3600) as cents
    from (
      select t.account_id, t.id, t.user_id, t.job_id, t.visit_id, t.labour_rate_cents, d.day,
        floor(greatest(extract(epoch from t.end_at - greatest(t.start_at, max(t.end_at) over (
          partition by t.account_id, t.user_id, d.day order by t.start_at, t.id
          rows between unbounded preceding and 1 preceding))), 0)) as seconds
      from (
        select distinct s.account_id, s.zone, e.user_id, (e.start_at at time zone s.zone)::date as day
        from ${context.asked}
        join (${touched}) e on e.account_id = s.account_id
      ) d
      -- \`offset 0\` keeps one look into the index per person and day; joined freely, all entries meet all days.
      cross join lateral (
        select * from time_sheets e where e.account_id = d.account_id and e.user_id = d.user_id
          and e.start_at >= d.day::timestamp at time zone d.zone
          and e.start_at < (d.day + 1)::timestamp at time zone d.zone
          and e.end_at is not null and e.category is distinct from 'BREAK'
        offset 0
      ) t
    ) w
    left join lateral (
      select r.hourly_cents * (100 + r.burden_percent::numeric) / 100 as hourly from labour_rates r
      where r.account_id = w.account_id and r.user_id = w.user_id and r.from_day <= w.day
      order by r.from_day desc limit 1
    ) own on true`;
}
