import { type SQL, sql } from 'drizzle-orm';
import { clientYears, largestYears, yearsTogether } from './client-years';
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
      null::date as day, ${rankOf(sql`r.place`)} as part,
      r.cents as amount, 100.0 * r.cents / nullif(r.whole, 0) as value, (r.place <= 10)::int as weight,
      r.cents::float8 as rank, 'number ' || r.place as reason, c.jobber_uri
    from (
      select y.account_id, y.client_id as id, y.cents, sum(y.cents) over () as whole,
        row_number() over (order by y.cents desc, y.account_id, y.client_id) as place
      from (${clientYears(context)}) y
    ) r
    left join clients c on c.account_id = r.account_id and c.id = r.id`,
  // The ten largest one by one, all others in one line of each account.
  summed: (context) => sql`
    with years as materialized (${yearsTogether(context)}),
    whole as (select nullif(sum(cents), 0) as cents from years),
    largest as materialized (
      select y.*, row_number() over (order by y.cents desc, y.account_id, y.client_id) as place
      from (${largestYears(context, 10)}) y
    )
    select l.account_id, ${rankOf(sql`l.place`)} as part, 1 as n, 100.0 * l.cents / whole.cents as value, 1 as weight
    from largest l, whole
    union all
    select y.account_id, 'others', y.n - coalesce(l.n, 0), 100.0 * (y.cents - coalesce(l.cents, 0)) / whole.cents, 0
    from years y
    left join (select account_id, count(*) as n, sum(cents) as cents from largest group by account_id) l using (account_id)
    cross join whole
    where y.n > coalesce(l.n, 0)`,
};

function rankOf(place: SQL): SQL {
  return sql`case when ${place} = 1 then 'first' when ${place} <= 5 then '2-5' when ${place} <= 10 then '6-10' else 'others' end`;
}
