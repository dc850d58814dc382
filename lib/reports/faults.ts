import { type SQL, sql } from 'drizzle-orm';
import { jobProfit } from './job-profit';
import { addDays } from './period';
import type { FactsContext } from './report';
import { invoicedFacts } from './revenue-invoiced';
import { revenuePerHour } from './revenue-per-hour';

/**
 * What can be wrong with records so that numbers are.
 * @public
 */
export type Fault =
  | 'no-salesperson'
  | 'no-source'
  | 'no-cost'
  | 'no-time'
  | 'duplicates'
  | 'phantom-balance';

type FaultEntry = {
  title: string;
  effect: string;
  kind: 'client' | 'quote' | 'job' | 'visit';
  /** SQL of the records: account_id, id, label, client_name, amount (cents), reason, jobber_uri. */
  records: (context: FactsContext) => SQL;
};

/** Each fault with what it spoils; the period of the context is the last twelve months. */
export const faults: Record<Fault, FaultEntry> = {
  'no-salesperson': {
    title: 'Quotes without a salesperson',
    effect: 'Win rate and speed to quote cannot say who won or lost them.',
    kind: 'quote',
    records: ({ asked, period }) => sql`
      select q.account_id, q.id, 'Quote #' || q.quote_number || coalesce(' ' || q.title, '') as label,
        c.name as client_name, q.total_cents as amount, 'sent without a salesperson' as reason, q.jobber_uri
      from ${asked}
      join quotes q on q.account_id = s.account_id
        and q.sent_at >= ${period.from}::timestamp at time zone s.zone and q.salesperson_id is null and q.detail_at is not null
      left join clients c on c.account_id = q.account_id and c.id = q.client_id`,
  },
  'no-source': {
    title: 'Clients without a lead source',
    effect: 'Their revenue of twelve months counts for no source.',
    kind: 'client',
    records: (context) => sql`
      select f.account_id, f.client_id as id, min(c.name) as label, min(c.name) as client_name, sum(f.amount) as amount,
        count(*) || case when count(*) = 1 then ' invoice' else ' invoices' end || ' in twelve months' as reason, min(c.jobber_uri) as jobber_uri
      from (${invoicedFacts(context)}) f
      join clients c on c.account_id = f.account_id and c.id = f.client_id
      where coalesce(c.lead_source, '') = '' and c.detail_at is not null
      group by f.account_id, f.client_id`,
  },
  'no-cost': {
    title: 'Jobs without any cost',
    effect: 'Job profit leaves them out: no line cost, no hours with a rate, no expense.',
    kind: 'job',
    records: (context) => sql`
      select f.account_id, f.id, f.label, f.client_name, coalesce(j.invoiced_cents, 0) as amount,
        'no cost known' as reason, f.jobber_uri
      from (${jobProfit.facts(context)}) f
      join jobs j on j.account_id = f.account_id and j.id = f.id
      where f.part = 'no-cost'`,
  },
  'no-time': {
    title: 'Completed visits without hours',
    effect: 'Revenue per hour leaves them out; job profit looks better than it is.',
    kind: 'visit',
    records: (context) => {
      const from = addDays(context.period.to, -89);
      const facts = revenuePerHour.facts({ ...context, period: { ...context.period, from } });
      return sql`
        select f.account_id, f.id, f.label, f.client_name, f.amount, 'completed in the last 90 days' as reason, f.jobber_uri
        from (${facts}) f where f.part = ${revenuePerHour.uncovered?.part ?? ''}`;
    },
  },
  duplicates: {
    title: 'Clients that look like duplicates',
    effect: 'Revenue, balances and visits of one client are told as those of several.',
    kind: 'client',
    records: ({ asked }) => sql`
      select d.account_id, d.id, d.name as label, d.name as client_name, d.balance_cents as amount,
        'same e-mail or phone as ' || d.others || ' more' as reason, d.jobber_uri
      from (
        select c.account_id, c.id, c.name, c.balance_cents, c.jobber_uri, greatest(
          case when c.email <> '' then count(*) over (partition by c.account_id, lower(c.email)) else 1 end,
          case when length(c.phone_digits) >= 7 then count(*) over (partition by c.account_id, c.phone_digits) else 1 end) - 1 as others
        from ${asked}
        join clients c on c.account_id = s.account_id and not c.is_archived
      ) d where d.others > 0`,
  },
  'phantom-balance': {
    title: 'Balances that no invoice explains',
    effect: 'The client’s balance in Jobber differs from its open invoices less loose payments.',
    kind: 'client',
    records: ({ asked }) => sql`
      select p.account_id, p.id, p.name as label, p.name as client_name, abs(p.balance_cents - p.explained) as amount,
        'balance ' || round(p.balance_cents / 100.0, 2) || ', explained ' || round(p.explained / 100.0, 2) as reason, p.jobber_uri
      from (
        select c.account_id, c.id, c.name, c.balance_cents, c.jobber_uri,
          coalesce(i.cents, 0) - coalesce(r.cents, 0) as explained
        from ${asked}
        join clients c on c.account_id = s.account_id
        left join (
          select account_id, client_id, sum(balance_cents) as cents from invoices
          where status not in ('draft', 'bad_debt') and balance_cents <> 0 group by account_id, client_id
        ) i on i.account_id = c.account_id and i.client_id = c.id
        left join (
          select account_id, client_id, sum(raw_cents) as cents from payment_records
          where invoice_id is null group by account_id, client_id
        ) r on r.account_id = c.account_id and r.client_id = c.id
      ) p where p.balance_cents <> p.explained`,
  },
};

/**
 * The fault that a URL names, or null.
 * @public
 */
export function findFault(name: string | undefined): Fault | null {
  return (Object.keys(faults) as Fault[]).find((known) => known === name) ?? null;
}
