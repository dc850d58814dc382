import { sql } from 'drizzle-orm';
import { ageBand, ageBands } from './parts';
import type { Report } from './report';

export const unscheduledBacklog: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  facts: (context) => sql`
    select j.account_id, j.id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      c.name as client_name, (j.created_at at time zone s.zone)::date as day,
      ${ageBand(sql`s.today - (j.created_at at time zone s.zone)::date`)} as part, j.uninvoiced_cents as amount,
      (s.today - (j.created_at at time zone s.zone)::date)::float8 as value, 1 as weight,
      j.uninvoiced_cents::float8 as rank,
      case j.status when 'unscheduled' then 'no visit has a date' else 'no visit lies ahead' end as reason, j.jobber_uri
    from ${context.asked}
    join jobs j on j.account_id = s.account_id
    left join clients c on c.account_id = j.account_id and c.id = j.client_id
    where j.status = 'unscheduled'
      or (j.status in ('action_required', 'on_hold') and not exists (
        select from visits v where v.account_id = j.account_id and v.job_id = j.id
          and not v.is_complete and v.start_at >= ${context.now}::timestamptz))`,
};
