import { sql } from 'drizzle-orm';
import { flag, instant, instantOrNull, numeric, numericOrNull, text, textOrNull } from './columns';
import {
  balanceIs,
  clientConditions,
  hasCustomField,
  isOpenInvoice,
  joinClient,
  joinSalesperson,
  type ListSource,
  salespersonIs,
  statusIn,
} from './list-source';

const ofClient = clientConditions(sql`t.client_id`);
const isOverdue = sql`${isOpenInvoice(sql`t`)} and t.due_at < s.today_at`;

export const invoicesList: ListSource<'invoices'> = {
  kind: 'invoice',
  table: sql`invoices`,
  sorts: {
    number: { column: sql`t.number_sort`, type: 'bigint', isNullable: true },
    client: { column: sql`t.client_sort`, type: 'text', isNullable: true },
    status: { column: sql`t.status`, type: 'text' },
    issued: { column: sql`t.issued_at`, type: 'timestamptz', isNullable: true },
    due: { column: sql`t.due_at`, type: 'timestamptz', isNullable: true },
    total: { column: sql`t.total_cents`, type: 'bigint' },
    balance: { column: sql`t.balance_cents`, type: 'bigint' },
    created: { column: sql`t.created_at`, type: 'timestamptz' },
    updated: { column: sql`t.updated_at`, type: 'timestamptz' },
  },
  dates: {
    issued: sql`t.issued_at`,
    due: sql`t.due_at`,
    received: sql`t.received_at`,
    created: sql`t.created_at`,
    updated: sql`t.updated_at`,
  },
  states: { open: isOpenInvoice(sql`t`), overdue: isOverdue },
  filters: {
    status: statusIn,
    archived: ofClient.archived,
    salesperson: salespersonIs,
    city: ofClient.billedIn,
    minCents: (cents) => sql`t.total_cents >= ${cents}`,
    maxCents: (cents) => sql`t.total_cents <= ${cents}`,
    balance: (balance) => balanceIs(sql`t.balance_cents`, balance),
    hasOverdue: (is) => (is ? isOverdue : sql`(${isOverdue}) is not true`),
    tag: ofClient.tag,
    lead: ofClient.lead,
    client: ofClient.client,
    job: (id) => sql`exists (select from invoice_jobs b
      where b.account_id = t.account_id and b.invoice_id = t.id and b.job_id = ${id})`,
    customField: hasCustomField('invoice'),
  },
  joins: sql`${joinClient} ${joinSalesperson}`,
  columns: {
    accountId: numeric(sql`t.account_id`),
    id: text(sql`t.id`),
    jobberUri: textOrNull(sql`t.jobber_uri`),
    invoiceNumber: text(sql`t.invoice_number`),
    subject: textOrNull(sql`t.subject`),
    status: text(sql`t.status`),
    clientId: textOrNull(sql`t.client_id`),
    clientName: textOrNull(sql`c.name`),
    clientPhone: textOrNull(sql`c.phone`),
    clientIsLead: flag(sql`c.is_lead`),
    street: textOrNull(sql`c.billing_street`),
    city: textOrNull(sql`c.billing_city`),
    salespersonName: textOrNull(sql`u.name`),
    totalCents: numeric(sql`t.total_cents`),
    balanceCents: numeric(sql`t.balance_cents`),
    issuedAt: instantOrNull(sql`t.issued_at`),
    dueAt: instantOrNull(sql`t.due_at`),
    daysOverdue: numericOrNull(
      sql`case when ${isOverdue} then (s.now_at at time zone s.zone)::date - (t.due_at at time zone s.zone)::date end`,
    ),
    viewedAt: instantOrNull(sql`t.viewed_at`),
    receivedAt: instantOrNull(sql`t.received_at`),
    createdAt: instant(sql`t.created_at`),
    updatedAt: instant(sql`t.updated_at`),
  },
  sums: { total: sql`t.total_cents`, balance: sql`t.balance_cents` },
  rollup: {
    day: 'issued',
    hasStatus: true,
    sums: { total: sql`total_cents`, balance: sql`balance_cents` },
  },
};
