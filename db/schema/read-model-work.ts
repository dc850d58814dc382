import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { cents, datedRecord, instant, record, tenant } from './record-columns';

/**
 * `clientSort` on the tables below is the client's `sortName`, kept by the sync so that a list can be sorted by client
 * from one index; null until the client has been read.
 */

/**
 * Requests for work. Status: Jobber's lower-case words (new, overdue, converted …). Detail: assessment, contact, line items.
 * @public
 */
export const requests = pgTable(
  'requests',
  {
    ...datedRecord(),
    clientId: text(),
    clientSort: text(),
    propertyId: text(),
    title: text(),
    status: text().notNull(),
    source: text(),
    salespersonId: text(),
    contactName: text(),
    companyName: text(),
    email: text(),
    phone: text(),
    jobberUri: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('requests_by_created').on(t.accountId, t.createdAt, t.id),
    index('requests_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('requests_by_status').on(t.accountId, t.status, t.createdAt, t.id),
    index('requests_by_status_id').on(t.accountId, t.status, t.id),
    index('requests_open')
      .on(t.accountId, t.createdAt, t.id)
      .where(sql`${t.status} not in ('completed', 'converted', 'archived')`),
    index('requests_by_client').on(t.accountId, t.clientId, t.createdAt),
    index('requests_by_client_sort').on(t.accountId, t.clientSort, t.id),
    index('requests_by_property').on(t.accountId, t.propertyId),
    index('requests_by_title').on(t.accountId, t.title, t.id),
    index('requests_by_salesperson').on(t.accountId, t.salespersonId, t.createdAt),
  ],
);

/**
 * The assessment of a request, at most one.
 * @public
 */
export const assessments = pgTable(
  'assessments',
  {
    accountId: tenant(),
    requestId: text().notNull(),
    id: text().notNull(),
    title: text(),
    instructions: text(),
    startAt: instant(),
    endAt: instant(),
    allDay: boolean().notNull(),
    isComplete: boolean().notNull(),
    completedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      name: 'assessments_request',
      columns: [t.accountId, t.requestId],
      foreignColumns: [requests.accountId, requests.id],
    }).onDelete('cascade'),
    index('assessments_by_request').on(t.accountId, t.requestId),
    index('assessments_by_start').on(t.accountId, t.startAt, t.id),
  ],
);

/**
 * Quotes. Status: draft awaiting_response approved changes_requested converted archived. `numberSort`: its digits.
 * @public
 */
export const quotes = pgTable(
  'quotes',
  {
    ...datedRecord(),
    clientId: text(),
    clientSort: text(),
    propertyId: text(),
    requestId: text(),
    salespersonId: text(),
    quoteNumber: text().notNull(),
    numberSort: cents(),
    title: text(),
    status: text().notNull(),
    subtotalCents: cents(),
    discountCents: cents(),
    taxCents: cents(),
    totalCents: cents().notNull(),
    depositCents: cents(),
    outstandingDepositCents: cents(),
    unallocatedDepositCents: cents(),
    sentAt: instant(),
    transitionedAt: instant(),
    approvedAt: instant(),
    changesRequestedAt: instant(),
    convertedAt: instant(),
    viewedAt: instant(),
    message: text(),
    clientHubUri: text(),
    jobberUri: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('quotes_by_created').on(t.accountId, t.createdAt, t.id),
    index('quotes_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('quotes_by_status').on(t.accountId, t.status, t.createdAt, t.id),
    index('quotes_by_status_id').on(t.accountId, t.status, t.id),
    index('quotes_open')
      .on(t.accountId, t.createdAt, t.id)
      .where(sql`${t.status} in ('awaiting_response', 'changes_requested')`),
    index('quotes_by_sent').on(t.accountId, t.sentAt, t.id),
    index('quotes_by_number').on(t.accountId, t.numberSort, t.id),
    index('quotes_by_total').on(t.accountId, t.totalCents, t.id),
    index('quotes_by_client').on(t.accountId, t.clientId, t.createdAt),
    index('quotes_by_client_sort').on(t.accountId, t.clientSort, t.id),
    index('quotes_by_property').on(t.accountId, t.propertyId),
    index('quotes_by_request').on(t.accountId, t.requestId),
    index('quotes_by_title').on(t.accountId, t.title, t.id),
    index('quotes_by_salesperson').on(t.accountId, t.salespersonId, t.createdAt),
  ],
);

/**
 * Jobs. Status as Jobber last said it (late, today and upcoming move with the clock without an update: derive them from
 * visits where it matters). Type ONE_OFF or RECURRING, billing FIXED_PRICE or VISIT_BASED. `completedAt` is when the job
 * was closed, not when field work ended. Detail: costing, schedule words, line items, custom fields.
 * @public
 */
export const jobs = pgTable(
  'jobs',
  {
    ...datedRecord(),
    clientId: text(),
    clientSort: text(),
    propertyId: text(),
    quoteId: text(),
    requestId: text(),
    salespersonId: text(),
    jobNumber: integer().notNull(),
    title: text(),
    instructions: text(),
    status: text().notNull(),
    jobType: text().notNull(),
    billingType: text(),
    billingFrequency: text(),
    scheduleSummary: text(),
    source: text(),
    totalCents: cents().notNull(),
    invoicedCents: cents(),
    uninvoicedCents: cents().notNull(),
    startAt: instant(),
    endAt: instant(),
    completedAt: instant(),
    labourCostCents: cents(),
    labourSeconds: integer(),
    expenseCostCents: cents(),
    lineItemCostCents: cents(),
    jobberUri: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('jobs_by_number').on(t.accountId, t.jobNumber, t.id),
    index('jobs_by_created').on(t.accountId, t.createdAt, t.id),
    index('jobs_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('jobs_by_status').on(t.accountId, t.status, t.startAt, t.id),
    index('jobs_by_status_id').on(t.accountId, t.status, t.id),
    index('jobs_open').on(t.accountId, t.jobNumber, t.id).where(sql`${t.status} <> 'archived'`),
    index('jobs_open_by_start')
      .on(t.accountId, t.startAt, t.id)
      .where(sql`${t.status} <> 'archived'`),
    index('jobs_unbilled')
      .on(t.accountId, t.uninvoicedCents, t.id)
      .where(sql`${t.uninvoicedCents} > 0 and ${t.status} <> 'archived'`),
    index('jobs_by_start').on(t.accountId, t.startAt, t.id),
    index('jobs_by_total').on(t.accountId, t.totalCents, t.id),
    index('jobs_by_uninvoiced').on(t.accountId, t.uninvoicedCents, t.id),
    index('jobs_by_client').on(t.accountId, t.clientId, t.createdAt),
    index('jobs_by_client_sort').on(t.accountId, t.clientSort, t.id),
    index('jobs_by_property').on(t.accountId, t.propertyId),
    index('jobs_by_quote').on(t.accountId, t.quoteId),
    index('jobs_by_request').on(t.accountId, t.requestId),
    index('jobs_by_title').on(t.accountId, t.title, t.id),
    index('jobs_by_salesperson').on(t.accountId, t.salespersonId, t.createdAt),
    index('jobs_recurring').on(t.accountId, t.endAt, t.id).where(sql`${t.jobType} = 'RECURRING'`),
    index('jobs_by_completed').on(t.accountId, t.completedAt, t.id),
  ],
);

/**
 * Visits. Neither updatedAt nor a filter on it exists, so `hash` tells a change. Both times null: unscheduled. Status in
 * upper case as last read; whether a visit is late follows from `endAt` and `isComplete`, not from it.
 * @public
 */
export const visits = pgTable(
  'visits',
  {
    ...record(),
    createdAt: instant(),
    clientId: text(),
    clientSort: text(),
    propertyId: text(),
    jobId: text().notNull(),
    invoiceId: text(),
    title: text(),
    instructions: text(),
    status: text().notNull(),
    startAt: instant(),
    endAt: instant(),
    allDay: boolean().notNull().default(false),
    isComplete: boolean().notNull(),
    completedAt: instant(),
    completedBy: text(),
    clientConfirmed: boolean(),
    durationMinutes: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('visits_by_start').on(t.accountId, t.startAt, t.id),
    index('visits_by_status').on(t.accountId, t.status, t.startAt, t.id),
    index('visits_by_status_id').on(t.accountId, t.status, t.id),
    index('visits_open').on(t.accountId, t.startAt, t.id).where(sql`not ${t.isComplete}`),
    index('visits_by_completed').on(t.accountId, t.completedAt, t.id),
    index('visits_by_job').on(t.accountId, t.jobId, t.startAt),
    index('visits_by_client').on(t.accountId, t.clientId, t.startAt),
    index('visits_by_client_sort').on(t.accountId, t.clientSort, t.id),
    index('visits_by_property').on(t.accountId, t.propertyId, t.startAt),
    index('visits_by_invoice').on(t.accountId, t.invoiceId),
    index('visits_by_created').on(t.accountId, t.createdAt, t.id),
  ],
);

/** @public */
export const visitAssignees = pgTable(
  'visit_assignees',
  { accountId: tenant(), visitId: text().notNull(), userId: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.visitId, t.userId] }),
    foreignKey({
      name: 'visit_assignees_visit',
      columns: [t.accountId, t.visitId],
      foreignColumns: [visits.accountId, visits.id],
    }).onDelete('cascade'),
    index('visit_assignees_by_user').on(t.accountId, t.userId, t.visitId),
  ],
);
