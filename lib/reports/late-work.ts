import { sql } from 'drizzle-orm';
import type { KnownPart, Report } from './report';

const bands: KnownPart[] = [
  { key: 'today', label: 'since today' },
  { key: '1-7', label: '1–7 days' },
  { key: '8-30', label: '8–30 days' },
  { key: '30+', label: 'over 30 days' },
];

export const lateWork: Report = {
  measure: sql`count(*)`,
  emptyPart: 0,
  parts: () => bands,
  facts: (context) => sql`
    select v.account_id, v.id, coalesce(v.title, 'Visit of job #' || j.job_number) as label, v.client_id,
      c.name as client_name, (v.end_at at time zone s.zone)::date as day,
      case when s.today - (v.end_at at time zone s.zone)::date <= 0 then 'today'
        when s.today - (v.end_at at time zone s.zone)::date <= 7 then '1-7'
        when s.today - (v.end_at at time zone s.zone)::date <= 30 then '8-30' else '30+' end as part,
      null::bigint as amount, (s.today - (v.end_at at time zone s.zone)::date)::float8 as value, 1 as weight,
      extract(epoch from ${context.now}::timestamptz - v.end_at)::float8 as rank,
      'job #' || j.job_number as reason, j.jobber_uri
    from ${context.asked}
    join visits v on v.account_id = s.account_id
    join jobs j on j.account_id = v.account_id and j.id = v.job_id
    left join clients c on c.account_id = v.account_id and c.id = v.client_id
    where not v.is_complete and v.end_at < ${context.now}::timestamptz and j.status <> 'archived'`,
};
