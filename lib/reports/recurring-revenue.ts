import { sql } from 'drizzle-orm';
import { invoiceShares } from './invoice-shares';
import { daysInWords, startOfDay, totalWithout } from './parts';
import type { KnownPart, Report } from './report';

const states: KnownPart[] = [
  { key: 'steady', label: 'steady' },
  { key: 'new', label: 'began within 30 days' },
  { key: 'ending', label: 'ends within 60 days' },
  { key: 'lost', label: 'ended in the last 30 days' },
];

export const recurringRevenue: Report = {
  measure: totalWithout('lost'),
  emptyPart: 0,
  parts: () => states,
  facts: (context) => {
    const on = sql`${context.asOf}::date`;
    const monthBefore = startOfDay(sql`${on} - 30`, sql`s.zone`);
    const yearStart = sql`(${on} - interval '1 year' + interval '1 day')::date`;
    return sql`
    select r.account_id, r.id, 'Job #' || r.job_number || coalesce(' ' || r.title, '') as label, r.client_id,
      c.name as client_name, r.end_day as day,
      case when r.end_day < ${on} then 'lost' when r.end_day <= ${on} + 60 then 'ending'
        when r.start_day > ${on} - 30 then 'new' else 'steady' end as part,
      round(b.cents * 365 / (12 * greatest(${on} - greatest(r.start_day, ${yearStart}) + 1, 30.0)))::bigint as amount,
      (r.end_day - ${on})::float8 as value, 1 as weight, b.cents::float8 as rank,
      case when r.end_day < ${on} then 'ended ' || ${daysInWords(sql`${on} - r.end_day`)} || ' ago'
        when r.end_day is null then 'no end' else 'ends in ' || ${daysInWords(sql`r.end_day - ${on}`)} end as reason, r.jobber_uri
    from (
      select j.account_id, j.id, j.job_number, j.title, j.client_id, j.jobber_uri, s.zone,
        (coalesce(j.start_at, j.created_at) at time zone s.zone)::date as start_day,
        least((j.end_at at time zone s.zone)::date,
          case when j.status = 'archived' then (j.completed_at at time zone s.zone)::date end) as end_day
      from ${context.asked}
      join jobs j on j.account_id = s.account_id
      where j.job_type = 'RECURRING' and greatest(j.created_at, j.start_at) < ${startOfDay(sql`${on} + 1`, sql`s.zone`)}
        and (j.end_at is null or j.end_at >= ${monthBefore})
        and (j.status <> 'archived' or j.completed_at is null or j.completed_at >= ${monthBefore})
    ) r
    join lateral (
      select coalesce(sum(share.cents), 0) as cents
      from (${invoiceShares(sql`r.account_id`, sql`r.id`)}) share
      where share.issued_at >= ${yearStart}::timestamp at time zone r.zone
        and share.issued_at < (${on} + 1)::timestamp at time zone r.zone
    ) b on true
    left join clients c on c.account_id = r.account_id and c.id = r.client_id`;
  },
};
