import { sql } from 'drizzle-orm';
import type { KnownPart, Report } from './report';

const rhythms: KnownPart[] = [
  { key: 'in-rhythm', label: 'in rhythm' },
  { key: 'lapsed', label: 'lapsed' },
  { key: 'few-visits', label: 'fewer than 3 visits' },
];

export const clientValue: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  parts: () => rhythms,
  facts: (context) => sql`
    select s.account_id, c.id, c.name as label, c.id as client_id, c.name as client_name, v.last_day as day,
      case when coalesce(v.n, 0) < 3 then 'few-visits'
        when ${context.asOf}::date - v.last_day > 2 * v.usual then 'lapsed' else 'in-rhythm' end as part,
      coalesce(r.cents, 0) as amount, (${context.asOf}::date - v.last_day)::float8 as value, 1 as weight,
      coalesce(r.cents, 0)::float8 as rank,
      case when v.n >= 3 then 'usually every ' || round(v.usual) || ' days, last visit ' || (${context.asOf}::date - v.last_day) || ' days ago'
        when v.n > 0 then 'last visit ' || (${context.asOf}::date - v.last_day) || ' days ago' else 'no visit' end as reason,
      c.jobber_uri
    from ${context.asked}
    join clients c on c.account_id = s.account_id
    left join lateral (
      select sum(i.subtotal_cents - i.discount_cents)::bigint as cents from invoices i
      where i.account_id = c.account_id and i.client_id = c.id and i.status <> 'draft'
        and i.issued_at >= (${context.asOf}::date - interval '1 year' + interval '1 day') at time zone s.zone
        and i.issued_at < (${context.asOf}::date + 1)::timestamp at time zone s.zone
    ) r on true
    left join lateral (
      select count(*) as n, max(day) as last_day, percentile_cont(0.5) within group (order by gap) as usual
      from (
        select day, day - lag(day) over (order by day) as gap
        from (
          select distinct (v.completed_at at time zone s.zone)::date as day from visits v
          where v.account_id = c.account_id and v.client_id = c.id and v.is_complete
            and v.completed_at < (${context.asOf}::date + 1)::timestamp at time zone s.zone
        ) days
      ) gaps
    ) v on true
    where r.cents is not null or v.n > 0`,
};
