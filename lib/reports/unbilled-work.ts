import { sql } from 'drizzle-orm';
import { ageBand, ageBands } from './parts';
import type { Report } from './report';

export const unbilledWork: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  facts: (context) => sql`
    select u.account_id, u.id, 'Job #' || u.job_number || coalesce(' ' || u.title, '') as label, u.client_id,
      c.name as client_name, u.done_day as day, ${ageBand(sql`u.days`)} as part, u.uninvoiced_cents as amount,
      u.days::float8 as value, 1 as weight, u.uninvoiced_cents::float8 as rank,
      case when u.visits_open > 0 then u.visits_open || case when u.visits_open = 1 then ' completed visit' else ' completed visits' end || ' on no invoice'
        else 'requires invoicing' end as reason, u.jobber_uri
    from (
      select j.account_id, j.id, j.job_number, j.title, j.client_id, j.uninvoiced_cents, j.jobber_uri,
        coalesce(v.last_day, (coalesce(j.end_at, j.updated_at) at time zone s.zone)::date) as done_day,
        s.today - coalesce(v.last_day, (coalesce(j.end_at, j.updated_at) at time zone s.zone)::date) as days,
        case when j.billing_type = 'VISIT_BASED' then v.n else 0 end as visits_open
      from ${context.asked}
      join jobs j on j.account_id = s.account_id
      left join lateral (
        select count(*) filter (where v.invoice_id is null) as n,
          max((v.completed_at at time zone s.zone)::date) as last_day
        from visits v where v.account_id = j.account_id and v.job_id = j.id and v.is_complete
      ) v on true
      where j.uninvoiced_cents > 0 and j.status <> 'archived'
        and (j.status = 'requires_invoicing' or (j.billing_type = 'VISIT_BASED' and v.n > 0))
    ) u
    left join clients c on c.account_id = u.account_id and c.id = u.client_id`,
};
