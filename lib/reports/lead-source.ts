import { sql } from 'drizzle-orm';
import type { Report } from './report';
import { invoicedFacts } from './revenue-invoiced';

export const leadSource: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  facts: (context) => sql`
    select f.account_id, f.id, f.label, f.client_id, f.client_name, f.day,
      coalesce(nullif(c.lead_source, ''), 'No source') as part, f.amount, f.value, f.weight, f.rank, f.reason,
      f.jobber_uri
    from (${invoicedFacts(context)}) f
    left join clients c on c.account_id = f.account_id and c.id = f.client_id`,
};
