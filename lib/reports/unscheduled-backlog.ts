import { sql } from 'drizzle-orm';
import { ageBand, ageBands } from './parts';
import { isPast, recordedItems } from './past-days';
import type { FactsContext, Report } from './report';

export const unscheduledBacklog: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  past: { kind: 'backlog', isRebuildable: false },
  facts: (context) => sql`
    select o.account_id, o.id, o.label, o.client_id, c.name as client_name, o.since_day as day,
      ${ageBand(sql`o.on_day - o.since_day`)} as part, o.amount_cents as amount,
      (o.on_day - o.since_day)::float8 as value, 1 as weight, o.amount_cents::float8 as rank,
      case o.state when 'unscheduled' then 'no visit has a date' else 'no visit lies ahead' end as reason, o.jobber_uri
    from (${isPast(context) ? recordedBacklog(context) : backlogNow(context)}) o
    left join clients c on c.account_id = o.account_id and c.id = o.client_id`,
};

function recordedBacklog(context: FactsContext) {
  return sql`
    select x.account_id, x.record_id as id, x.label, x.client_id, x.state, x.amount_cents, x.jobber_uri, x.since_day,
      ${context.asOf}::date as on_day
    from ${recordedItems(context, 'backlog')}`;
}

export function backlogNow(context: FactsContext) {
  return sql`
    select j.account_id, j.id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      j.status as state, j.uninvoiced_cents as amount_cents, j.jobber_uri,
      (j.created_at at time zone s.zone)::date as since_day, s.today as on_day
    from ${context.asked}
    join jobs j on j.account_id = s.account_id
    where j.status = 'unscheduled'
      or (j.status in ('action_required', 'on_hold') and not exists (
        select from visits v where v.account_id = j.account_id and v.job_id = j.id
          and not v.is_complete and v.start_at >= ${context.now}::timestamptz))`;
}
