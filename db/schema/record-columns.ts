import { bigint, integer, text, timestamp } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';

/*
 * The read model: our copy of Jobber's records, one table per kind, `account_id` first in every key.
 *   read-model-clients.ts  clients client_emails client_phones client_tags tags properties custom_field_values
 *   read-model-work.ts     requests assessments quotes jobs visits visit_assignees
 *   read-model-money.ts    invoices invoice_jobs payment_records deposits (view) line_items
 *   read-model-team.ts     users time_sheets expenses products
 *   read-model-derived.ts  record_search rollups client_sums job_steps job_sums worked_times tombstones
 *   sync.ts                what was read, the budget, the webhook inbox
 * References between records carry no foreign key: a job may be read before its client. Money is integer cents.
 */

/**
 * A moment; `Date` in TypeScript.
 * @public
 */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/**
 * Integer cents, a safe number in TypeScript.
 * @public
 */
export const cents = () => bigint({ mode: 'number' });

/**
 * The tenant, first column of every key.
 * @public
 */
export const tenant = () =>
  integer()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' });

/**
 * What every record has. `readAt` is when the request that brought these values was sent; a row changes only when a
 * later `updatedAt`, or the same one read later with another `hash`, arrives. `detailHash` is null until the fields
 * beyond the list columns were read; `detailAt` is when that was, and null again once the record has changed since.
 * @public
 */
export const record = () => ({
  accountId: tenant(),
  id: text().notNull(),
  hash: text().notNull(),
  readAt: instant().notNull(),
  detailHash: text(),
  detailAt: instant(),
});

/**
 * A record that Jobber dates.
 * @public
 */
export const datedRecord = () => ({
  ...record(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});
