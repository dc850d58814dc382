import { sql } from 'drizzle-orm';
import { flag, instant, instantOrNull, jsonRow, numeric, text, textOrNull, texts } from './columns';
import {
  balanceIs,
  clientConditions,
  hasCustomField,
  isOpenInvoice,
  type ListSource,
} from './list-source';

const statuses: Record<string, ReturnType<typeof sql>> = {
  active: sql`(not t.is_archived and not t.is_lead)`,
  lead: sql`(not t.is_archived and t.is_lead)`,
  archived: sql`t.is_archived`,
};
const conditions = clientConditions(sql`t.id`);

export const clientsList: ListSource<'clients'> = {
  kind: 'client',
  table: sql`clients`,
  sorts: {
    name: { column: sql`t.sort_name`, type: 'text' },
    city: { column: sql`t.billing_city`, type: 'text', isNullable: true },
    balance: { column: sql`t.balance_cents`, type: 'bigint' },
    created: { column: sql`t.created_at`, type: 'timestamptz' },
    updated: { column: sql`t.updated_at`, type: 'timestamptz' },
  },
  dates: { created: sql`t.created_at`, updated: sql`t.updated_at` },
  states: {},
  filters: {
    status: (asked) => {
      const known = asked.flatMap((status) => statuses[status] ?? []);
      return known.length > 0 ? sql`(${sql.join(known, sql` or `)})` : sql`false`;
    },
    lead: (isLead) => sql`t.is_lead = ${isLead}`,
    archived: (isArchived) => sql`t.is_archived = ${isArchived}`,
    city: (city) => sql`t.billing_city = ${city}`,
    minCents: (cents) => sql`t.balance_cents >= ${cents}`,
    maxCents: (cents) => sql`t.balance_cents <= ${cents}`,
    balance: (balance) => balanceIs(sql`t.balance_cents`, balance),
    tag: conditions.tag,
    hasOverdue: (has) =>
      has ? sql`t.first_due_at < s.today_at` : sql`coalesce(t.first_due_at >= s.today_at, true)`,
    client: conditions.client,
    customField: hasCustomField('client'),
  },
  joins: sql``,
  row: jsonRow({
    accountId: numeric(sql`t.account_id`),
    id: text(sql`t.id`),
    jobberUri: textOrNull(sql`t.jobber_uri`),
    name: text(sql`t.name`),
    companyName: textOrNull(sql`t.company_name`),
    isCompany: flag(sql`t.is_company`),
    isLead: flag(sql`t.is_lead`),
    isArchived: flag(sql`t.is_archived`),
    email: textOrNull(sql`t.email`),
    phone: textOrNull(sql`t.phone`),
    city: textOrNull(sql`t.billing_city`),
    province: textOrNull(sql`t.billing_province`),
    tags: texts(sql`array(select g.label from client_tags g
      where g.account_id = t.account_id and g.client_id = t.id order by g.label)`),
    balanceCents: numeric(sql`t.balance_cents`),
    // Few clients owe anything that is late: the invoices of all others need not be looked for.
    overdueCents: numeric(sql`case when t.first_due_at < s.today_at then (
      select coalesce(sum(i.balance_cents), 0) from invoices i
      where i.account_id = t.account_id and i.client_id = t.id and ${isOpenInvoice(sql`i`)}
        and i.due_at < s.today_at) else 0 end`),
    nextVisitAt: instantOrNull(sql`(select v.start_at from visits v
      where v.account_id = t.account_id and v.client_id = t.id and not v.is_complete
        and v.start_at >= s.now_at order by v.start_at limit 1)`),
    createdAt: instant(sql`t.created_at`),
    updatedAt: instant(sql`t.updated_at`),
  }),
  sums: { balance: sql`t.balance_cents` },
  rollup: {
    day: 'created',
    hasStatus: true,
    archived: (isArchived) => (isArchived ? sql`status = 'archived'` : sql`status <> 'archived'`),
    sums: { balance: sql`balance_cents` },
  },
};
