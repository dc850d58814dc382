import { sql } from 'drizzle-orm';
import { invoiceShares } from './invoice-shares';
import type { KnownPart, Report } from './report';
import { workedTime } from './worked-time';

const margins: KnownPart[] = [
  { key: 'loss', label: 'loss' },
  { key: 'under-20', label: 'margin under 20 %' },
  { key: '20-39', label: '20 to 39 %' },
  { key: '40+', label: '40 % and more' },
  { key: 'no-cost', label: 'no cost known' },
];

export const jobProfit: Report = {
  measure: sql`case when grouping(f.part) = 0 then sum(f.amount) else coalesce(sum(f.amount), 0) end`,
  emptyPart: 0,
  parts: () => margins,
  uncovered: {
    part: 'no-cost',
    what: 'jobs without any cost',
    why: 'They have no line cost, no hours with a rate and no expense, so their profit is not known and not counted.',
  },
  facts: (context) => {
    const closed = sql`
      select j.*, s.zone from ${context.asked}
      join jobs j on j.account_id = s.account_id
      where j.completed_at >= ${context.period.from}::timestamp at time zone s.zone
        and j.completed_at < (${context.period.to}::date + 1)::timestamp at time zone s.zone`;
    const touched = sql`
      select t.account_id, t.user_id, t.start_at from closed k
      join time_sheets t on t.account_id = k.account_id and t.job_id = k.id`;
    return sql`
    with closed as materialized (${closed}),
    labour as (
      select account_id, job_id, sum(cents) as cents, count(cents) as n
      from (${workedTime(context, touched)}) worked where job_id is not null group by account_id, job_id
    ),
    profits as (
      select k.account_id, k.id, k.job_number, k.title, k.client_id, k.jobber_uri, (k.completed_at at time zone k.zone)::date as day,
        billed.cents as billed_cents,
        billed.cents - coalesce(lines.cents, 0) - coalesce(w.cents, 0) - coalesce(spent.cents, 0) as profit_cents,
        lines.cents is null and coalesce(w.n, 0) = 0 and spent.cents is null as is_unknown,
        coalesce(lines.cents, 0) as line_cents, coalesce(w.cents, 0) as labour_cents, coalesce(spent.cents, 0) as spent_cents
      from closed k
      left join labour w on w.account_id = k.account_id and w.job_id = k.id
      join lateral (
        select coalesce(sum(share.cents), 0) as cents from (${invoiceShares(sql`k.account_id`, sql`k.id`)}) share
      ) billed on true
      join lateral (
        -- The lines of a recurring job are those of one unit; it was billed as many times as its price was invoiced.
        select case when k.job_type = 'RECURRING' and k.total_cents > 0
          then round(sum(l.total_cost_cents) * coalesce(k.invoiced_cents, 0) / k.total_cents) else sum(l.total_cost_cents) end as cents
        from line_items l where l.account_id = k.account_id and l.owner_kind = 'job' and l.owner_id = k.id
      ) lines on true
      join lateral (
        select sum(e.total_cents) as cents from expenses e where e.account_id = k.account_id and e.job_id = k.id
      ) spent on true
    )
    select p.account_id, p.id, 'Job #' || p.job_number || coalesce(' ' || p.title, '') as label, p.client_id,
      c.name as client_name, p.day,
      case when p.is_unknown then 'no-cost' when p.profit_cents < 0 then 'loss'
        when p.profit_cents * 5 < p.billed_cents then 'under-20'
        when p.profit_cents * 5 < p.billed_cents * 2 then '20-39' else '40+' end as part,
      case when not p.is_unknown then p.profit_cents::bigint end as amount,
      case when not p.is_unknown then 100.0 * p.profit_cents / nullif(p.billed_cents, 0) end as value, 1 as weight,
      abs(p.profit_cents)::float8 as rank,
      'invoiced ' || round(p.billed_cents / 100.0, 2) || ', lines ' || round(p.line_cents / 100.0, 2) || ', labour '
        || round(p.labour_cents / 100.0, 2) || ', expenses ' || round(p.spent_cents / 100.0, 2) as reason, p.jobber_uri
    from profits p
    left join clients c on c.account_id = p.account_id and c.id = p.client_id`;
  },
};
