import { sql } from 'drizzle-orm';
import {
  flag,
  instant,
  instantOrNull,
  jsonRow,
  numeric,
  numericOrNull,
  text,
  textOrNull,
} from './columns';
import {
  atProperty,
  clientConditions,
  hasCustomField,
  inCity,
  isArchivedStatus,
  joinClient,
  joinProperty,
  joinSalesperson,
  type ListSource,
  salespersonIs,
  statusIn,
} from './list-source';

const ofClient = clientConditions(sql`t.client_id`);
const visitsOfJob = sql`from visits v where v.account_id = t.account_id and v.job_id = t.id`;

export const jobsList: ListSource<'jobs'> = {
  kind: 'job',
  table: sql`jobs`,
  sorts: {
    number: { column: sql`t.job_number`, type: 'bigint' },
    client: { column: sql`t.client_sort`, type: 'text', isNullable: true },
    title: { column: sql`t.title`, type: 'text', isNullable: true },
    status: { column: sql`t.status`, type: 'text' },
    start: { column: sql`t.start_at`, type: 'timestamptz', isNullable: true },
    completed: { column: sql`t.completed_at`, type: 'timestamptz', isNullable: true },
    total: { column: sql`t.total_cents`, type: 'bigint' },
    uninvoiced: { column: sql`t.uninvoiced_cents`, type: 'bigint' },
    created: { column: sql`t.created_at`, type: 'timestamptz' },
    updated: { column: sql`t.updated_at`, type: 'timestamptz' },
  },
  dates: {
    start: sql`t.start_at`,
    completed: sql`t.completed_at`,
    created: sql`t.created_at`,
    updated: sql`t.updated_at`,
  },
  states: {
    unbilled: sql`t.uninvoiced_cents > 0 and t.status <> 'archived' and (t.status = 'requires_invoicing'
      or (t.billing_type = 'VISIT_BASED' and exists (select ${visitsOfJob} and v.is_complete and v.invoice_id is null)))`,
    unscheduled: sql`t.status in ('unscheduled', 'action_required', 'on_hold') and (t.status = 'unscheduled'
      or not exists (select ${visitsOfJob} and not v.is_complete and v.start_at >= s.now_at))`,
    late: sql`t.status <> 'archived' and exists (select ${visitsOfJob} and not v.is_complete and v.end_at < s.now_at)`,
  },
  filters: {
    status: statusIn,
    archived: isArchivedStatus,
    assignee: (person) =>
      person === 'none'
        ? sql`not exists (select ${visitsOfJob} and exists (select from visit_assignees a
            where a.account_id = v.account_id and a.visit_id = v.id))`
        : sql`exists (select from visits v join visit_assignees a on a.account_id = v.account_id and a.visit_id = v.id
            where v.account_id = t.account_id and v.job_id = t.id and a.user_id = ${person})`,
    salesperson: salespersonIs,
    city: inCity,
    property: atProperty,
    minCents: (cents) => sql`t.total_cents >= ${cents}`,
    maxCents: (cents) => sql`t.total_cents <= ${cents}`,
    tag: ofClient.tag,
    lead: ofClient.lead,
    balance: ofClient.balance,
    hasOverdue: ofClient.hasOverdue,
    client: ofClient.client,
    job: (id) => sql`t.id = ${id}`,
    customField: hasCustomField('job'),
  },
  joins: sql`${joinClient} ${joinProperty} ${joinSalesperson}`,
  row: jsonRow({
    accountId: numeric(sql`t.account_id`),
    id: text(sql`t.id`),
    jobberUri: textOrNull(sql`t.jobber_uri`),
    jobNumber: numeric(sql`t.job_number`),
    title: textOrNull(sql`t.title`),
    status: text(sql`t.status`),
    jobType: text(sql`t.job_type`),
    clientId: textOrNull(sql`t.client_id`),
    clientName: textOrNull(sql`c.name`),
    clientPhone: textOrNull(sql`c.phone`),
    clientIsLead: flag(sql`c.is_lead`),
    street: textOrNull(sql`p.street`),
    city: textOrNull(sql`p.city`),
    salespersonName: textOrNull(sql`u.name`),
    totalCents: numeric(sql`t.total_cents`),
    invoicedCents: numericOrNull(sql`t.invoiced_cents`),
    uninvoicedCents: numeric(sql`t.uninvoiced_cents`),
    startAt: instantOrNull(sql`t.start_at`),
    endAt: instantOrNull(sql`t.end_at`),
    nextVisitAt: instantOrNull(sql`(select v.start_at ${visitsOfJob} and not v.is_complete
      and v.start_at >= s.now_at order by v.start_at limit 1)`),
    completedAt: instantOrNull(sql`t.completed_at`),
    createdAt: instant(sql`t.created_at`),
    updatedAt: instant(sql`t.updated_at`),
  }),
  sums: { total: sql`t.total_cents`, uninvoiced: sql`t.uninvoiced_cents` },
  rollup: {
    day: 'created',
    hasStatus: true,
    archived: (isArchived) => (isArchived ? sql`status = 'archived'` : sql`status <> 'archived'`),
    sums: { total: sql`total_cents`, uninvoiced: sql`balance_cents` },
  },
};
