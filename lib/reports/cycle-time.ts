import { type SQL, sql } from 'drizzle-orm';
import { lastPayments } from './last-payments';
import type { FactsContext, KnownPart, Report } from './report';

const steps: KnownPart[] = [
  { key: 'request-quote', label: 'request to quote' },
  { key: 'quote-approval', label: 'quote to approval' },
  { key: 'approval-visit', label: 'approval to first visit' },
  { key: 'visits', label: 'first visit to last' },
  { key: 'visit-invoice', label: 'last visit to invoice' },
  { key: 'invoice-paid', label: 'invoice to paid' },
];

export const cycleTime: Report = {
  measure: sql`case when count(*) > 0 then ${sql.join(
    steps.map(({ key }) => medianOf(key)),
    sql` + `,
  )} end`,
  emptyPart: null,
  parts: () => steps,
  facts: (context) => sql`
    select j.account_id, j.id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      c.name as client_name, (step.ended_at at time zone s.zone)::date as day, step.part, null::bigint as amount,
      greatest(extract(epoch from step.ended_at - step.began_at)::float8 / 86400, 0) as value, 1 as weight,
      greatest(extract(epoch from step.ended_at - step.began_at)::float8 / 86400, 0) as rank, null as reason, j.jobber_uri
    from ${context.asked}
    join (${endedSteps(context)}) step on step.account_id = s.account_id
    join jobs j on j.account_id = step.account_id and j.id = step.job_id and j.job_type = 'ONE_OFF'
    left join clients c on c.account_id = j.account_id and c.id = j.client_id
    where step.began_at is not null`,
};

/**
 * SQL of the steps that ended in the period: account_id, job_id, part, began_at, ended_at. Each is found by what ends it,
 * because of an account's many jobs few have anything in a period; what began it is looked up once (`offset 0`).
 */
function endedSteps(context: FactsContext): SQL {
  const { asked, period, now } = context;
  const within = (at: SQL) => sql`
    ${at} >= ${period.from}::timestamp at time zone s.zone
    and ${at} < (${period.to}::date + 1)::timestamp at time zone s.zone`;
  return sql`
    select j.account_id, j.id as job_id, 'request-quote' as part, r.created_at as began_at, q.sent_at as ended_at
      from ${asked}
      join quotes q on q.account_id = s.account_id and ${within(sql`q.sent_at`)}
      join jobs j on j.account_id = q.account_id and j.quote_id = q.id
      join requests r on r.account_id = j.account_id and r.id = coalesce(j.request_id, q.request_id)
    union all
    -- What was approved in the period has changed since its beginning.
    select j.account_id, j.id, 'quote-approval', q.sent_at, q.approved_at
      from ${asked}
      join quotes q on q.account_id = s.account_id and q.updated_at >= ${period.from}::timestamp at time zone s.zone
        and ${within(sql`q.approved_at`)}
      join jobs j on j.account_id = q.account_id and j.quote_id = q.id
    union all
    select distinct j.account_id, j.id, 'approval-visit', q.approved_at, v.start_at
      from ${asked}
      join visits v on v.account_id = s.account_id and ${within(sql`v.start_at`)} and v.start_at < ${now}::timestamptz
      join jobs j on j.account_id = v.account_id and j.id = v.job_id
      join quotes q on q.account_id = j.account_id and q.id = j.quote_id
      where not exists (
        select from visits o where o.account_id = v.account_id and o.job_id = v.job_id and o.start_at < v.start_at)
    union all
    select distinct v.account_id, v.job_id, 'visits', first.start_at, v.completed_at
      from ${asked}
      join visits v on v.account_id = s.account_id and ${within(sql`v.completed_at`)}
      cross join lateral (
        select min(o.start_at) as start_at from visits o
        where o.account_id = v.account_id and o.job_id = v.job_id and o.start_at < ${now}::timestamptz offset 0) first
      where not exists (
        select from visits o where o.account_id = v.account_id and o.job_id = v.job_id
          and (not o.is_complete or o.completed_at > v.completed_at))
    union all
    select b.account_id, b.job_id, 'visit-invoice', last.completed_at, i.issued_at
      from ${asked}
      join invoices i on i.account_id = s.account_id and ${within(sql`i.issued_at`)} and i.status <> 'draft'
      join invoice_jobs b on b.account_id = i.account_id and b.invoice_id = i.id
      cross join lateral (
        select case when bool_and(v.is_complete) then max(v.completed_at) end as completed_at from visits v
        where v.account_id = b.account_id and v.job_id = b.job_id) last
      where ${isFirstOfJob}
    union all
    select b.account_id, b.job_id, 'invoice-paid', i.issued_at, l.paid_at
      from (${lastPayments(context)}) l
      join invoices i on i.account_id = l.account_id and i.id = l.invoice_id and i.status = 'paid'
      join invoice_jobs b on b.account_id = i.account_id and b.invoice_id = i.id
      where i.issued_at is not null and ${isFirstOfJob}`;
}

/** Whether invoice `i` is the first of the job of `b`. */
const isFirstOfJob = sql`not exists (
  select from invoice_jobs ob join invoices oi on oi.account_id = ob.account_id and oi.id = ob.invoice_id
  where ob.account_id = b.account_id and ob.job_id = b.job_id and ob.invoice_id <> b.invoice_id
    and oi.status <> 'draft' and (oi.issued_at, oi.id) < (i.issued_at, i.id))`;

function medianOf(key: string): SQL {
  return sql`coalesce(percentile_cont(0.5) within group (order by f.value) filter (where f.part = ${key}), 0)`;
}
