import { sql } from 'drizzle-orm';
import type { KnownPart, Report } from './report';
import { invoicedFacts } from './revenue-invoiced';

const sizes: KnownPart[] = [
  { key: 'under-250', label: 'under 250' },
  { key: '250-999', label: '250 to 999' },
  { key: '1000-4999', label: '1,000 to 4,999' },
  { key: '5000+', label: '5,000 and more' },
];

export const averageTicket: Report = {
  measure: sql`round(sum(f.amount) / nullif(count(*), 0))`,
  emptyPart: null,
  parts: () => sizes,
  facts: (context) => sql`
    select t.account_id, t.job_id as id, coalesce('Job #' || j.job_number || coalesce(' ' || j.title, ''), 'Job') as label,
      t.client_id, t.client_name, t.day,
      case when t.amount < 25000 then 'under-250' when t.amount < 100000 then '250-999'
        when t.amount < 500000 then '1000-4999' else '5000+' end as part,
      t.amount, null::float8 as value, 1 as weight, t.amount::float8 as rank,
      t.n || case when t.n = 1 then ' invoice' else ' invoices' end as reason, j.jobber_uri
    from (
      select account_id, job_id, min(client_id) as client_id, min(client_name) as client_name, max(day) as day,
        sum(amount)::bigint as amount, count(*) as n
      from (
        select b.account_id, b.job_id, b.client_id, b.client_name, b.day,
          b.amount / b.n + case when b.job_id = b.first_id then b.amount % b.n else 0 end as amount
        from (
          select f.account_id, f.client_id, f.client_name, f.day, f.amount, b.job_id,
            count(*) over invoice as n, min(b.job_id) over invoice as first_id
          from (${invoicedFacts(context)}) f
          join invoice_jobs b on b.account_id = f.account_id and b.invoice_id = f.id
          window invoice as (partition by f.account_id, f.id)
        ) b
      ) split
      group by account_id, job_id
    ) t
    left join jobs j on j.account_id = t.account_id and j.id = t.job_id`,
};
