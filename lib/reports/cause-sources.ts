import { type SQL, sql } from 'drizzle-orm';
import type { ReportName } from './catalog';
import type { Cause } from './contract';
import { daysInWords } from './parts';
import type { FactsContext } from './report';

type CauseSource = {
  cause: Cause;
  kind: 'invoice' | 'quote' | 'job';
  report: ReportName | ((context: FactsContext) => SQL);
  /** The money a row speaks of, as SQL over `f`: rows with the same key are the same dollars. */
  key: SQL;
  only?: SQL;
};

/** From the money nearest to the bank to the one farthest: the first to claim a key keeps it. */
export const causeSources: CauseSource[] = [
  {
    cause: 'overdue',
    kind: 'invoice',
    report: 'receivables',
    key: sql`'invoice:' || f.id`,
    only: sql`where f.part not in ('not-due', 'bad-debt')`,
  },
  { cause: 'unbilled', kind: 'job', report: 'unbilled-work', key: sql`'job:' || f.id` },
  { cause: 'unscheduled', kind: 'job', report: 'unscheduled-backlog', key: sql`'job:' || f.id` },
  {
    cause: 'approved',
    kind: 'quote',
    report: 'approved-not-converted',
    key: opportunityKey(),
  },
  { cause: 'silent', kind: 'quote', report: 'follow-up', key: opportunityKey() },
  { cause: 'ending', kind: 'job', report: endingRecurring, key: sql`'job:' || f.id` },
];

/** Several quotes for one client and property ask for the same money; without a property each stands alone. */
function opportunityKey(): SQL {
  return sql`'opportunity:' || coalesce((select q.client_id || ' ' || q.property_id from quotes q
    where q.account_id = f.account_id and q.id = f.id), f.id)`;
}

/** Recurring jobs that end within 60 days, at what they invoiced in the last 12 months per month. */
function endingRecurring(context: FactsContext): SQL {
  return sql`
    select j.account_id, j.id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      c.name as client_name, (j.end_at at time zone s.zone)::date as day, round(r.cents / 12.0)::bigint as amount,
      'ends in ' || ${daysInWords(sql`(j.end_at at time zone s.zone)::date - s.today`)} || ', about this much a month' as reason,
      j.jobber_uri
    from ${context.asked}
    join jobs j on j.account_id = s.account_id
    join lateral (
      select sum((i.subtotal_cents - i.discount_cents) / greatest(shared.n, 1)) as cents
      from invoice_jobs b
      join invoices i on i.account_id = b.account_id and i.id = b.invoice_id
      join lateral (
        select count(*) as n from invoice_jobs o where o.account_id = b.account_id and o.invoice_id = b.invoice_id
      ) shared on true
      where b.account_id = j.account_id and b.job_id = j.id and i.status <> 'draft'
        and i.issued_at >= ((s.today - interval '1 year') at time zone s.zone)
    ) r on r.cents > 0
    left join clients c on c.account_id = j.account_id and c.id = j.client_id
    where j.job_type = 'RECURRING' and j.status <> 'archived'
      and j.end_at >= s.today::timestamp at time zone s.zone
      and j.end_at < (s.today + 61)::timestamp at time zone s.zone`;
}
