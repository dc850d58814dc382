import { sql } from 'drizzle-orm';
import type { Report } from './report';
import { invoicedFacts } from './revenue-invoiced';

export const serviceMix: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  facts: (context) => sql`
    select f.account_id, f.id, min(f.label) as label, min(f.client_id) as client_id, min(f.client_name) as client_name,
      min(f.day) as day, coalesce(p.name, l.name) as part, sum(l.total_cents)::bigint as amount,
      sum(l.quantity) as value, 1 as weight, sum(l.total_cents)::float8 as rank, null as reason,
      min(f.jobber_uri) as jobber_uri
    from (${invoicedFacts(context)}) f
    join line_items l on l.account_id = f.account_id and l.owner_kind = 'invoice' and l.owner_id = f.id
    left join products p on p.account_id = l.account_id and p.id = l.product_id
    group by f.account_id, f.id, coalesce(p.name, l.name)`,
};
