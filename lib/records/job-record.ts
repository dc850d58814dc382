import { sql } from 'drizzle-orm';
import {
  type Columns,
  instantOrNull,
  numeric,
  numericOrNull,
  rows,
  text,
  textOrNull,
  texts,
} from './columns';
import type { JobRecord } from './record-contract';
import {
  clientOfRecord,
  customFieldsOf,
  lineItemsOf,
  propertyOfRecord,
  quoteOfRecord,
  recordBase,
  requestOfRecord,
  salesperson,
} from './record-parts';

const visitsOfJob = sql`from visits v where v.account_id = t.account_id and v.job_id = t.id`;
const invoicesOfJob = sql`from invoice_jobs b join invoices i on i.account_id = b.account_id and i.id = b.invoice_id
  where b.account_id = t.account_id and b.job_id = t.id`;
const cost = sql`(t.line_item_cost_cents + t.labour_cost_cents + t.expense_cost_cents)`;
const counts = rows<JobRecord['visitCounts']>(
  {
    total: numeric(sql`count(*)`),
    complete: numeric(sql`count(*) filter (where v.is_complete)`),
    late: numeric(sql`count(*) filter (where not v.is_complete and v.end_at < s.now_at)`),
    ahead: numeric(sql`count(*) filter (where not v.is_complete and v.start_at >= s.now_at)`),
    unscheduled: numeric(sql`count(*) filter (where not v.is_complete and v.start_at is null)`),
  },
  visitsOfJob,
);

export const jobRecord: Columns<JobRecord> = {
  ...recordBase,
  jobNumber: numeric(sql`t.job_number`),
  title: textOrNull(sql`t.title`),
  instructions: textOrNull(sql`t.instructions`),
  status: text(sql`t.status`),
  jobType: text(sql`t.job_type`),
  billingType: textOrNull(sql`t.billing_type`),
  billingFrequency: textOrNull(sql`t.billing_frequency`),
  scheduleSummary: textOrNull(sql`t.schedule_summary`),
  client: clientOfRecord,
  property: propertyOfRecord,
  quote: quoteOfRecord,
  request: requestOfRecord,
  salespersonName: salesperson,
  startAt: instantOrNull(sql`t.start_at`),
  endAt: instantOrNull(sql`t.end_at`),
  completedAt: instantOrNull(sql`t.completed_at`),
  nextVisitAt: instantOrNull(sql`(select v.start_at ${visitsOfJob} and not v.is_complete
    and v.start_at >= s.now_at order by v.start_at limit 1)`),
  totalCents: numeric(sql`t.total_cents`),
  invoicedCents: numericOrNull(sql`t.invoiced_cents`),
  uninvoicedCents: numeric(sql`t.uninvoiced_cents`),
  paidCents: numeric(sql`(select coalesce(sum(i.total_cents - i.balance_cents), 0) ${invoicesOfJob}
    and i.status <> 'draft')`),
  lineItemCostCents: numericOrNull(sql`t.line_item_cost_cents`),
  labourCostCents: numericOrNull(sql`t.labour_cost_cents`),
  expenseCostCents: numericOrNull(sql`t.expense_cost_cents`),
  costCents: numericOrNull(cost),
  marginCents: numericOrNull(sql`nullif(t.invoiced_cents, 0) - ${cost}`),
  labourSeconds: numericOrNull(sql`t.labour_seconds`),
  crew: texts(sql`array(select distinct u.name from visits v
    join visit_assignees a on a.account_id = v.account_id and a.visit_id = v.id
    join users u on u.account_id = a.account_id and u.id = a.user_id
    where v.account_id = t.account_id and v.job_id = t.id order by u.name)`),
  visitCounts: {
    sql: counts.sql,
    read: (raw) =>
      counts.read(raw)[0] ?? { total: 0, complete: 0, late: 0, ahead: 0, unscheduled: 0 },
  },
  lineItems: lineItemsOf('job'),
  invoices: rows<JobRecord['invoices'][number]>(
    {
      id: text(sql`i.id`),
      number: textOrNull(sql`i.invoice_number`),
      title: textOrNull(sql`i.subject`),
      status: text(sql`i.status`),
      totalCents: numericOrNull(sql`i.total_cents`),
      balanceCents: numeric(sql`i.balance_cents`),
      at: instantOrNull(sql`i.issued_at`),
      dueAt: instantOrNull(sql`i.due_at`),
    },
    sql`${invoicesOfJob} order by i.issued_at desc nulls first, i.id`,
  ),
  customFields: customFieldsOf('job'),
};
