import { type SQL, sql } from 'drizzle-orm';
import type { KnownPart, Report } from './report';

const steps: KnownPart[] = [
  { key: 'request-quote', label: 'request to quote' },
  { key: 'quote-approval', label: 'quote to approval' },
  { key: 'approval-visit', label: 'approval to first visit' },
  { key: 'visits', label: 'first visit to last' },
  { key: 'visit-invoice', label: 'last visit to invoice' },
  { key: 'invoice-paid', label: 'invoice to paid' },
];

const nameOfStep = sql`case k.part ${sql.join(
  steps.map(({ key, label }) => sql`when ${key} then ${label}`),
  sql` `,
)} end`;

export const cycleTime: Report = {
  measure: sql`case when count(*) > 0 then ${sql.join(
    steps.map(({ key }) => medianOf(key)),
    sql` + `,
  )} end`,
  emptyPart: null,
  parts: () => steps,
  // What the figure does not read, the planner leaves out with its joins: an account's many steps are one index then.
  facts: ({ asked, period, now }) => sql`
    select k.account_id, k.job_id as id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      c.name as client_name, (k.ended_at at time zone s.zone)::date as day, k.part, null::bigint as amount,
      greatest(extract(epoch from k.ended_at - k.began_at)::float8 / 86400, 0) as value, 1 as weight,
      greatest(extract(epoch from k.ended_at - k.began_at)::float8 / 86400, 0) as rank,
      ${nameOfStep} as reason, j.jobber_uri
    from ${asked}
    join job_steps k on k.account_id = s.account_id
      and k.ended_at >= ${period.from}::timestamp at time zone s.zone
      and k.ended_at < (${period.to}::date + 1)::timestamp at time zone s.zone
    left join jobs j on j.account_id = k.account_id and j.id = k.job_id
    left join clients c on c.account_id = j.account_id and c.id = j.client_id
    -- A first visit that is still to come has begun and ended nothing yet.
    where case k.part when 'approval-visit' then k.ended_at < ${now}::timestamptz
      when 'visits' then k.began_at < ${now}::timestamptz else true end`,
};

function medianOf(key: string): SQL {
  return sql`coalesce(percentile_cont(0.5) within group (order by f.value) filter (where f.part = ${key}), 0)`;
}
