import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { cents, datedRecord, instant, record, tenant } from './record-columns';

/**
 * Invoices. Status draft awaiting_payment past_due paid bad_debt sent_not_due; open ones are awaiting_payment, past_due
 * and sent_not_due. Revenue is `subtotalCents - discountCents`; what is owed is `balanceCents`, never total less payments.
 * @public
 */
export const invoices = pgTable(
  'invoices',
  {
    ...datedRecord(),
    clientId: text(),
    clientSort: text(),
    salespersonId: text(),
    invoiceNumber: text().notNull(),
    numberSort: cents(),
    subject: text(),
    message: text(),
    status: text().notNull(),
    subtotalCents: cents().notNull(),
    discountCents: cents().notNull(),
    taxCents: cents(),
    totalCents: cents().notNull(),
    balanceCents: cents().notNull(),
    paymentsCents: cents(),
    depositCents: cents(),
    tipsCents: cents(),
    issuedAt: instant(),
    dueAt: instant(),
    receivedAt: instant(),
    netDays: integer(),
    viewedAt: instant(),
    clientHubUri: text(),
    jobberUri: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('invoices_by_number').on(t.accountId, t.numberSort, t.id),
    index('invoices_by_created').on(t.accountId, t.createdAt, t.id),
    index('invoices_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('invoices_by_status').on(t.accountId, t.status, t.dueAt, t.id),
    index('invoices_by_status_id').on(t.accountId, t.status, t.id),
    index('invoices_open')
      .on(t.accountId, t.dueAt, t.id)
      .where(
        sql`${t.status} in ('awaiting_payment', 'past_due', 'sent_not_due') and ${t.balanceCents} > 0`,
      ),
    index('invoices_open_of_client')
      .on(t.accountId, t.clientId, t.dueAt)
      .where(
        sql`${t.status} in ('awaiting_payment', 'past_due', 'sent_not_due') and ${t.balanceCents} > 0`,
      ),
    // Everything that receivables add up, so that they read the index alone.
    index('invoices_owed')
      .on(t.accountId, t.status, t.dueAt, t.issuedAt, t.balanceCents, t.clientId, t.id)
      .where(
        sql`${t.status} in ('awaiting_payment', 'past_due', 'sent_not_due', 'bad_debt') and ${t.balanceCents} > 0`,
      ),
    index('invoices_by_issued').on(t.accountId, t.issuedAt, t.id),
    index('invoices_by_due').on(t.accountId, t.dueAt, t.id),
    index('invoices_by_total').on(t.accountId, t.totalCents, t.id),
    index('invoices_by_balance').on(t.accountId, t.balanceCents, t.id),
    index('invoices_by_client').on(t.accountId, t.clientId, t.issuedAt),
    index('invoices_by_client_sort').on(t.accountId, t.clientSort, t.id),
    index('invoices_by_salesperson').on(t.accountId, t.salespersonId, t.issuedAt),
  ],
);

/**
 * Which jobs an invoice bills. Jobber moves archived jobs to a list of their own; `isArchived` says which it was.
 * @public
 */
export const invoiceJobs = pgTable(
  'invoice_jobs',
  {
    accountId: tenant(),
    invoiceId: text().notNull(),
    jobId: text().notNull(),
    isArchived: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.invoiceId, t.jobId] }),
    foreignKey({
      name: 'invoice_jobs_invoice',
      columns: [t.accountId, t.invoiceId],
      foreignColumns: [invoices.accountId, invoices.id],
    }).onDelete('cascade'),
    index('invoice_jobs_by_job').on(t.accountId, t.jobId, t.invoiceId),
  ],
);

/**
 * Money that came in or went back. `rawCents` is signed (refunds negative), `amountCents` absolute; tips are apart.
 * Adjustment: PAYMENT DEPOSIT REFUND CORRECTION INITIAL_BALANCE FAILED_ACH_PAYMENT BAD_DEBT INVOICE.
 * @public
 */
export const paymentRecords = pgTable(
  'payment_records',
  {
    ...record(),
    clientId: text(),
    invoiceId: text(),
    quoteId: text(),
    adjustmentType: text().notNull(),
    paymentType: text(),
    amountCents: cents().notNull(),
    rawCents: cents().notNull(),
    tipCents: cents(),
    entryAt: instant().notNull(),
    details: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('payment_records_by_entry').on(t.accountId, t.entryAt, t.id),
    index('payment_records_by_client').on(t.accountId, t.clientId, t.entryAt),
    index('payment_records_by_invoice').on(t.accountId, t.invoiceId),
    index('payment_records_by_quote').on(t.accountId, t.quoteId),
  ],
);

/**
 * Deposits are payment records of their own kind; what of one is not yet on an invoice stands on its quote.
 * @public
 */
export const deposits = pgView('deposits', {
  accountId: integer().notNull(),
  id: text().notNull(),
  clientId: text(),
  quoteId: text(),
  invoiceId: text(),
  amountCents: cents().notNull(),
  entryAt: instant().notNull(),
}).as(
  sql`select account_id, id, client_id, quote_id, invoice_id, amount_cents, entry_at from payment_records where adjustment_type = 'DEPOSIT'`,
);

/**
 * Lines of requests, quotes, jobs and invoices (`ownerKind`: request, quote, job, invoice). Costs are per unit where
 * Jobber gives them; `jobLineItemId` is the job's line that an invoice's line came from.
 * @public
 */
export const lineItems = pgTable(
  'line_items',
  {
    accountId: tenant(),
    ownerKind: text().notNull(),
    ownerId: text().notNull(),
    id: text().notNull(),
    position: smallint().notNull(),
    name: text().notNull(),
    description: text(),
    category: text(),
    quantity: doublePrecision().notNull(),
    unitPriceCents: cents().notNull(),
    totalCents: cents().notNull(),
    unitCostCents: cents(),
    totalCostCents: cents(),
    isTaxable: boolean(),
    isOptional: boolean(),
    isTextOnly: boolean(),
    productId: text(),
    jobLineItemId: text(),
    servedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.ownerKind, t.ownerId, t.id] }),
    index('line_items_by_product').on(t.accountId, t.productId, t.ownerKind, t.ownerId),
  ],
);
