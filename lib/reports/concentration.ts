import { sql } from 'drizzle-orm';
import type { KnownPart, Report } from './report';

const ranks: KnownPart[] = [
  { key: 'first', label: 'the largest' },
  { key: '2-5', label: '2nd to 5th' },
  { key: '6-10', label: '6th to 10th' },
  { key: 'others', label: 'all others' },
];

export const concentration: Report = {
  // A part shows its own share; the whole and an account show what the ten largest have.
  measure: sql`case when grouping(f.part) = 0 then sum(f.value) else sum(f.value) filter (where f.weight = 1) end`,
  emptyPart: null,
  parts: () => ranks,
  facts: (context) => sql`
    select r.account_id, r.id, coalesce(c.name, 'Unknown client') as label, r.id as client_id, c.name as client_name,
      null::date as day, case when r.place = 1 then 'first' when r.place <= 5 then '2-5' when r.place <= 10 then '6-10'
        else 'others' end as part,
      r.cents as amount, 100.0 * r.cents / nullif(r.whole, 0) as value, (r.place <= 10)::int as weight,
      r.cents::float8 as rank, 'number ' || r.place as reason, c.jobber_uri
    from (
      select i.account_id, i.client_id as id, sum(i.subtotal_cents - i.discount_cents)::bigint as cents,
        sum(sum(i.subtotal_cents - i.discount_cents)) over () as whole,
        row_number() over (order by sum(i.subtotal_cents - i.discount_cents) desc, i.account_id, i.client_id) as place
      from ${context.asked}
      join invoices i on i.account_id = s.account_id
      where i.status <> 'draft' and i.client_id is not null
        and i.issued_at >= (${context.asOf}::date - interval '1 year' + interval '1 day') at time zone s.zone
        and i.issued_at < (${context.asOf}::date + 1)::timestamp at time zone s.zone
      group by i.account_id, i.client_id
    ) r
    left join clients c on c.account_id = r.account_id and c.id = r.id`,
};
