import { sql } from 'drizzle-orm';
import type { KnownPart, Report } from './report';

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
  // The figure reads the kept sums alone; names and words are joined only where they are asked for.
  facts: ({ asked, period }) => sql`
    select p.account_id, p.job_id as id, 'Job #' || j.job_number || coalesce(' ' || j.title, '') as label, j.client_id,
      c.name as client_name, (p.completed_at at time zone p.zone)::date as day,
      case when p.is_unknown then 'no-cost' when p.profit_cents < 0 then 'loss'
        when p.profit_cents * 5 < p.billed_cents then 'under-20'
        when p.profit_cents * 5 < p.billed_cents * 2 then '20-39' else '40+' end as part,
      case when not p.is_unknown then p.profit_cents end as amount,
      case when not p.is_unknown then 100.0 * p.profit_cents / nullif(p.billed_cents, 0) end as value, 1 as weight,
      abs(p.profit_cents)::float8 as rank,
      'invoiced ' || round(p.billed_cents / 100.0, 2) || ', lines ' || round(coalesce(p.line_cents, 0) / 100.0, 2) || ', labour '
        || round(coalesce(p.labour_cents, 0) / 100.0, 2) || ', expenses ' || round(coalesce(p.spent_cents, 0) / 100.0, 2) as reason,
      j.jobber_uri
    from (
      select k.*, s.zone, k.line_cents is null and k.labour_cents is null and k.spent_cents is null as is_unknown,
        k.billed_cents - coalesce(k.line_cents, 0) - coalesce(k.labour_cents, 0) - coalesce(k.spent_cents, 0) as profit_cents
      from ${asked}
      join job_sums k on k.account_id = s.account_id
        and k.completed_at >= ${period.from}::timestamp at time zone s.zone
        and k.completed_at < (${period.to}::date + 1)::timestamp at time zone s.zone
    ) p
    left join jobs j on j.account_id = p.account_id and j.id = p.job_id
    left join clients c on c.account_id = j.account_id and c.id = j.client_id`,
};
