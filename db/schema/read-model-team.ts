import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { cents, datedRecord, instant, record } from './record-columns';

/**
 * People of the Jobber account. Status ACTIVATED or DEACTIVATED and the invitation states. No change date, so by `hash`.
 * @public
 */
export const users = pgTable(
  'users',
  {
    ...record(),
    createdAt: instant(),
    name: text().notNull(),
    firstName: text(),
    lastName: text(),
    email: text(),
    phone: text(),
    status: text().notNull(),
    isAdmin: boolean().notNull(),
    isOwner: boolean().notNull(),
    availableForScheduling: boolean(),
    color: text(),
    timeZone: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('users_by_name').on(t.accountId, t.name, t.id),
  ],
);

/**
 * Hours worked. `seconds` is 0 while the clock runs (`isTicking`). Entries of one person may overlap: merge before
 * summing. `labourRateCents` is the hourly rate in force that day, where Jobber shows it.
 * @public
 */
export const timeSheets = pgTable(
  'time_sheets',
  {
    ...datedRecord(),
    userId: text(),
    clientId: text(),
    jobId: text(),
    visitId: text(),
    startAt: instant().notNull(),
    endAt: instant(),
    seconds: integer().notNull(),
    isTicking: boolean().notNull(),
    isApproved: boolean().notNull(),
    isPayable: boolean(),
    category: text(),
    label: text(),
    note: text(),
    labourRateCents: cents(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('time_sheets_by_start').on(t.accountId, t.startAt, t.id),
    index('time_sheets_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('time_sheets_by_created').on(t.accountId, t.createdAt, t.id),
    index('time_sheets_by_user').on(t.accountId, t.userId, t.startAt),
    index('time_sheets_by_job').on(t.accountId, t.jobId, t.startAt),
    index('time_sheets_by_visit').on(t.accountId, t.visitId),
  ],
);

/** @public */
export const expenses = pgTable(
  'expenses',
  {
    ...datedRecord(),
    jobId: text(),
    enteredById: text(),
    paidById: text(),
    reimbursableToId: text(),
    title: text().notNull(),
    description: text(),
    totalCents: cents(),
    spentAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('expenses_by_date').on(t.accountId, t.spentAt, t.id),
    index('expenses_by_updated').on(t.accountId, t.updatedAt, t.id),
    index('expenses_by_created').on(t.accountId, t.createdAt, t.id),
    index('expenses_by_job').on(t.accountId, t.jobId),
  ],
);

/**
 * Products and services of the price list. Jobber's `defaultUnitCost` is the price, `internalUnitCost` the cost.
 * @public
 */
export const products = pgTable(
  'products',
  {
    ...record(),
    name: text().notNull(),
    description: text(),
    category: text().notNull(),
    priceCents: cents().notNull(),
    costCents: cents(),
    isTaxable: boolean(),
    isVisible: boolean(),
    durationMinutes: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('products_by_name').on(t.accountId, t.name, t.id),
  ],
);
