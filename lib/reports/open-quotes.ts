import { sql } from 'drizzle-orm';
import { ageBand, ageBands } from './parts';
import { isPast, isRecorded, recordedItems } from './past-days';
import type { FactsContext, Report } from './report';

export const openQuotes: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: ageBands,
  past: { kind: 'pipeline', isRebuildable: true },
  facts: (context) => sql`
    select o.account_id, o.id, o.label, o.client_id, c.name as client_name, o.since_day as day,
      ${ageBand(sql`o.on_day - o.since_day`)} as part, o.total_cents as amount,
      (o.on_day - o.since_day)::float8 as value, 1 as weight, o.total_cents::float8 as rank,
      case o.state when 'changes_requested' then 'changes requested' when 'awaiting_response' then 'waiting for an answer'
        else 'was open then' end || case when q.viewed_at is null then '' else ', viewed' end as reason, o.jobber_uri
    from (${isPast(context) ? openThen(context) : openNow(context)}) o
    left join quotes q on q.account_id = o.account_id and q.id = o.id
    left join clients c on c.account_id = o.account_id and c.id = o.client_id`,
};

const offeredDay = sql`(coalesce(q.sent_at, q.created_at) at time zone s.zone)::date`;

function openNow(context: FactsContext) {
  return sql`
    select q.account_id, q.id, 'Quote #' || q.quote_number || coalesce(' ' || q.title, '') as label, q.client_id,
      q.status as state, q.total_cents, q.jobber_uri, ${offeredDay} as since_day, s.today as on_day
    from ${context.asked}
    join quotes q on q.account_id = s.account_id
    where q.status in ('awaiting_response', 'changes_requested')`;
}

function openThen(context: FactsContext) {
  return sql`
    select x.account_id, x.record_id as id, x.label, x.client_id, x.state, x.amount_cents as total_cents, x.jobber_uri,
      x.since_day, ${context.asOf}::date as on_day
    from ${recordedItems(context, 'pipeline')}
    union all
    select * from (${openQuotesOn(context)}) o
    where not exists (select from ${context.asked} where s.account_id = o.account_id and ${isRecorded(context, 'pipeline')})`;
}

/** Quotes offered by the end of a day and decided after it, or not yet, at today's amounts. */
export function openQuotesOn(context: FactsContext) {
  const end = sql`(${context.asOf}::date + 1)::timestamp at time zone s.zone`;
  return sql`
    select q.account_id, q.id, 'Quote #' || q.quote_number || coalesce(' ' || q.title, '') as label, q.client_id,
      q.status as state, q.total_cents, q.jobber_uri, ${offeredDay} as since_day, ${context.asOf}::date as on_day
    from ${context.asked}
    join quotes q on q.account_id = s.account_id
    where q.status <> 'draft' and (q.sent_at is not null or q.status in ('awaiting_response', 'changes_requested'))
      and coalesce(q.sent_at, q.created_at) < ${end}
      and (q.status in ('awaiting_response', 'changes_requested')
        or coalesce(q.approved_at, q.converted_at, q.transitioned_at, q.updated_at) >= ${end})`;
}
