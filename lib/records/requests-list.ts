import { sql } from 'drizzle-orm';
import { flag, instant, instantOrNull, jsonRow, numeric, text, textOrNull } from './columns';
import {
  atProperty,
  clientConditions,
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

export const requestsList: ListSource<'requests'> = {
  kind: 'request',
  table: sql`requests`,
  sorts: {
    client: { column: sql`t.client_sort`, type: 'text', isNullable: true },
    title: { column: sql`t.title`, type: 'text', isNullable: true },
    status: { column: sql`t.status`, type: 'text' },
    created: { column: sql`t.created_at`, type: 'timestamptz' },
    updated: { column: sql`t.updated_at`, type: 'timestamptz' },
  },
  dates: { created: sql`t.created_at`, updated: sql`t.updated_at` },
  states: { open: sql`t.status not in ('completed', 'converted', 'archived')` },
  filters: {
    status: statusIn,
    archived: isArchivedStatus,
    salesperson: salespersonIs,
    city: inCity,
    property: atProperty,
    tag: ofClient.tag,
    lead: ofClient.lead,
    balance: ofClient.balance,
    hasOverdue: ofClient.hasOverdue,
    client: ofClient.client,
  },
  joins: sql`${joinClient} ${joinProperty} ${joinSalesperson}`,
  row: jsonRow({
    accountId: numeric(sql`t.account_id`),
    id: text(sql`t.id`),
    jobberUri: textOrNull(sql`t.jobber_uri`),
    title: textOrNull(sql`t.title`),
    status: text(sql`t.status`),
    source: textOrNull(sql`t.source`),
    clientId: textOrNull(sql`t.client_id`),
    clientName: textOrNull(sql`c.name`),
    clientPhone: textOrNull(sql`c.phone`),
    clientIsLead: flag(sql`c.is_lead`),
    contactName: textOrNull(sql`coalesce(t.contact_name, t.company_name)`),
    email: textOrNull(sql`t.email`),
    phone: textOrNull(sql`t.phone`),
    street: textOrNull(sql`p.street`),
    city: textOrNull(sql`p.city`),
    salespersonName: textOrNull(sql`u.name`),
    assessmentAt: instantOrNull(sql`(select a.start_at from assessments a
      where a.account_id = t.account_id and a.request_id = t.id limit 1)`),
    createdAt: instant(sql`t.created_at`),
    updatedAt: instant(sql`t.updated_at`),
  }),
  sums: {},
  rollup: {
    day: 'created',
    hasStatus: true,
    archived: (isArchived) => (isArchived ? sql`status = 'archived'` : sql`status <> 'archived'`),
    states: { open: sql`status not in ('completed', 'converted', 'archived')` },
    sums: {},
  },
};
