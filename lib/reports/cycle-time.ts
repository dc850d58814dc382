import { type SQL, sql } from 'drizzle-orm';
import type { FactsContext, KnownPart, Report } from './report';

const steps = [
  { key: 'request-quote', label: 'request to quote', from: 'r.created_at', to: 'q.sent_at' },
  { key: 'quote-approval', label: 'quote to approval', from: 'q.sent_at', to: 'q.approved_at' },
  {
    key: 'approval-visit',
    label: 'approval to first visit',
    from: 'q.approved_at',
    to: 'v.first_at',
  },
  { key: 'visits', label: 'first visit to last', from: 'v.first_at', to: 'v.last_at' },
  { key: 'visit-invoice', label: 'last visit to invoice', from: 'v.last_at', to: 'i.issued_at' },
  { key: 'invoice-paid', label: 'invoice to paid', from: 'i.issued_at', to: 'i.paid_at' },
] as const;

export const cycleTime: Report = {
  measure: sql`case when count(*) > 0 then ${sql.join(
    steps.map(({ key }) => medianOf(key)),
    sql` + `,
  )} end`,
  emptyPart: null,
  parts: (): KnownPart[] => steps.map(({ key, label }) => ({ key, label })),
  facts: (context) => sql`
    select j.account_id, j.id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      c.name as client_name, (step.ended_at at time zone s.zone)::date as day, step.part, null::bigint as amount,
      greatest(extract(epoch from step.ended_at - step.began_at)::float8 / 86400, 0) as value, 1 as weight,
      greatest(extract(epoch from step.ended_at - step.began_at)::float8 / 86400, 0) as rank, null as reason, j.jobber_uri
    from ${context.asked}
    join (${touchedJobs(context)}) touched on touched.account_id = s.account_id
    join jobs j on j.account_id = touched.account_id and j.id = touched.job_id and j.job_type = 'ONE_OFF'
    left join quotes q on q.account_id = j.account_id and q.id = j.quote_id
    left join requests r on r.account_id = j.account_id and r.id = coalesce(j.request_id, q.request_id)
    left join lateral (
      select min(v.start_at) filter (where v.start_at < ${context.now}::timestamptz) as first_at,
        case when bool_and(v.is_complete) then max(v.completed_at) end as last_at
      from visits v where v.account_id = j.account_id and v.job_id = j.id
    ) v on true
    left join lateral (
      select i.issued_at, case when i.status = 'paid' then (
        select max(p.entry_at) from payment_records p
        where p.account_id = i.account_id and p.invoice_id = i.id and p.adjustment_type in ('PAYMENT', 'DEPOSIT')) end as paid_at
      from invoice_jobs b
      join invoices i on i.account_id = b.account_id and i.id = b.invoice_id
      where b.account_id = j.account_id and b.job_id = j.id and i.status <> 'draft' and i.issued_at is not null
      order by i.issued_at, i.id limit 1
    ) i on true
    cross join lateral (values ${sql.join(steps.map(stepRow), sql`, `)}) step(part, began_at, ended_at)
    left join clients c on c.account_id = j.account_id and c.id = j.client_id
    where step.began_at is not null
      and step.ended_at >= ${context.period.from}::timestamp at time zone s.zone
      and step.ended_at < (${context.period.to}::date + 1)::timestamp at time zone s.zone`,
};

/** Jobs of which a step may have ended in the period: few of an account's many. */
function touchedJobs({ asked, period }: FactsContext): SQL {
  const within = (at: SQL) => sql`
    ${at} >= ${period.from}::timestamp at time zone s.zone
    and ${at} < (${period.to}::date + 1)::timestamp at time zone s.zone`;
  // What was approved in the period has changed since its beginning.
  return sql`
    select j.account_id, j.id as job_id from ${asked}
      join quotes q on q.account_id = s.account_id and ${within(sql`q.sent_at`)}
      join jobs j on j.account_id = q.account_id and j.quote_id = q.id
    union select j.account_id, j.id from ${asked}
      join quotes q on q.account_id = s.account_id and q.updated_at >= ${period.from}::timestamp at time zone s.zone
        and ${within(sql`q.approved_at`)}
      join jobs j on j.account_id = q.account_id and j.quote_id = q.id
    union select v.account_id, v.job_id from ${asked}
      join visits v on v.account_id = s.account_id and ${within(sql`v.start_at`)}
    union select v.account_id, v.job_id from ${asked}
      join visits v on v.account_id = s.account_id and ${within(sql`v.completed_at`)}
    union select b.account_id, b.job_id from ${asked}
      join invoices i on i.account_id = s.account_id and ${within(sql`i.issued_at`)}
      join invoice_jobs b on b.account_id = i.account_id and b.invoice_id = i.id
    union select b.account_id, b.job_id from ${asked}
      join payment_records p on p.account_id = s.account_id and ${within(sql`p.entry_at`)}
      join invoice_jobs b on b.account_id = p.account_id and b.invoice_id = p.invoice_id`;
}

function stepRow({ key, from, to }: (typeof steps)[number]): SQL {
  return sql`(${key}::text, ${sql.raw(from)}, ${sql.raw(to)})`;
}

function medianOf(key: string): SQL {
  return sql`coalesce(percentile_cont(0.5) within group (order by f.value) filter (where f.part = ${key}), 0)`;
}
