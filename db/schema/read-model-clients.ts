import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { cents, datedRecord, instant, record, tenant } from './record-columns';

/**
 * Clients and leads. `sortName` is the lowercased name with digits padded, so that byte order is natural order.
 * `phone` and `email` are the primary ones; all of them are in client_phones and client_emails (detail).
 * `firstDueAt` is when the earliest of its open invoices is due, kept by triggers with them.
 * Lean: name to updatedAt. Detail: billing address, lead source, title, emails, phones, tags, custom fields.
 * @public
 */
export const clients = pgTable(
  'clients',
  {
    ...datedRecord(),
    name: text().notNull(),
    sortName: text().notNull(),
    firstName: text(),
    lastName: text(),
    companyName: text(),
    secondaryName: text(),
    title: text(),
    isCompany: boolean().notNull().default(false),
    isLead: boolean().notNull(),
    isArchived: boolean().notNull(),
    balanceCents: cents().notNull(),
    email: text(),
    phone: text(),
    phoneDigits: text(),
    billingStreet: text(),
    billingCity: text(),
    billingProvince: text(),
    billingPostalCode: text(),
    billingCountry: text(),
    leadSource: text(),
    jobberUri: text(),
    firstDueAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('clients_by_name').on(t.accountId, t.sortName, t.id),
    index('clients_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('clients_by_created').on(t.accountId, t.createdAt, t.id),
    index('clients_by_balance').on(t.accountId, t.balanceCents, t.id),
    index('clients_by_city').on(t.accountId, t.billingCity, t.id),
    index('clients_owing_by_balance')
      .on(t.accountId, t.balanceCents, t.id, t.firstDueAt)
      .where(sql`${t.firstDueAt} is not null`),
  ],
);

/**
 * Every e-mail address of a client. `search` is lowercased.
 * @public
 */
export const clientEmails = pgTable(
  'client_emails',
  {
    accountId: tenant(),
    clientId: text().notNull(),
    id: text().notNull(),
    address: text().notNull(),
    search: text().notNull(),
    description: text(),
    isPrimary: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.clientId, t.id] }),
    foreignKey({
      name: 'client_emails_client',
      columns: [t.accountId, t.clientId],
      foreignColumns: [clients.accountId, clients.id],
    }).onDelete('cascade'),
    index('client_emails_by_address').on(t.accountId, t.search),
  ],
);

/**
 * Every phone number of a client: as typed in `number`, digits only in `digits`.
 * @public
 */
export const clientPhones = pgTable(
  'client_phones',
  {
    accountId: tenant(),
    clientId: text().notNull(),
    id: text().notNull(),
    number: text().notNull(),
    digits: text().notNull(),
    friendly: text(),
    description: text(),
    isPrimary: boolean().notNull(),
    smsAllowed: boolean(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.clientId, t.id] }),
    foreignKey({
      name: 'client_phones_client',
      columns: [t.accountId, t.clientId],
      foreignColumns: [clients.accountId, clients.id],
    }).onDelete('cascade'),
    index('client_phones_by_digits').on(t.accountId, t.digits),
  ],
);

/**
 * The tags in use in an account; Jobber lists them with their clients only.
 * @public
 */
export const tags = pgTable(
  'tags',
  { accountId: tenant(), id: text().notNull(), label: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('tags_by_label').on(t.accountId, t.label),
  ],
);

/** @public */
export const clientTags = pgTable(
  'client_tags',
  {
    accountId: tenant(),
    clientId: text().notNull(),
    id: text().notNull(),
    label: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.clientId, t.id] }),
    foreignKey({
      name: 'client_tags_client',
      columns: [t.accountId, t.clientId],
      foreignColumns: [clients.accountId, clients.id],
    }).onDelete('cascade'),
    index('client_tags_by_tag').on(t.accountId, t.id, t.clientId),
    index('client_tags_by_label').on(t.accountId, t.label, t.clientId),
  ],
);

/**
 * Places where work is done. Jobber dates them not, so `hash` alone tells a change. Detail: custom fields.
 * @public
 */
export const properties = pgTable(
  'properties',
  {
    ...record(),
    clientId: text(),
    name: text(),
    street: text(),
    street1: text(),
    street2: text(),
    city: text(),
    province: text(),
    postalCode: text(),
    country: text(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    isBillingAddress: boolean(),
    routingOrder: smallint(),
    jobberUri: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('properties_by_client').on(t.accountId, t.clientId),
    index('properties_by_city').on(t.accountId, t.city, t.id),
  ],
);

/**
 * Custom fields of clients, properties, quotes, jobs and invoices (`ownerKind`), with the value as text and, where it
 * is one, as a number. `position` keeps Jobber's order; labels may repeat.
 * @public
 */
export const customFieldValues = pgTable(
  'custom_field_values',
  {
    accountId: tenant(),
    ownerKind: text().notNull(),
    ownerId: text().notNull(),
    position: smallint().notNull(),
    label: text().notNull(),
    type: text().notNull(),
    value: text().notNull(),
    valueNumber: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.ownerKind, t.ownerId, t.position] }),
    index('custom_field_values_by_value').on(t.accountId, t.ownerKind, t.label, t.value, t.ownerId),
  ],
);
