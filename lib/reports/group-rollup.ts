import { sql } from 'drizzle-orm';
import type { Report } from './report';
import { invoicedDays, invoicedFacts } from './revenue-invoiced';

export const groupRollup: Report = {
  measure: sql`coalesce(sum(f.amount), 0)`,
  emptyPart: 0,
  summed: (context) =>
    invoicedDays(context, sql`(select a.name from accounts a where a.id = s.account_id)`),
  facts: (context) => sql`
    select f.account_id, f.id, f.label, f.client_id, f.client_name, f.day, a.name as part, f.amount, f.value, f.weight,
      f.rank, f.reason, f.jobber_uri
    from (${invoicedFacts(context)}) f
    join accounts a on a.id = f.account_id`,
};
