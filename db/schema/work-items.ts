import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { people } from './accounts';
import { cents, instant, tenant } from './record-columns';

/**
 * What people decided about an item of the money left on the table: put off, given to somebody, noted, done. Absent
 * means untouched. An item marked done stays away while its amount is `doneCents`; once that changes it is back.
 * @public
 */
export const workItems = pgTable(
  'work_items',
  {
    accountId: tenant(),
    kind: text().notNull(),
    recordId: text().notNull(),
    snoozedUntil: date({ mode: 'string' }),
    assigneeId: uuid().references(() => people.id, { onDelete: 'set null' }),
    note: text(),
    doneAt: instant(),
    doneCents: cents(),
    changedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    changedAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind, t.recordId] })],
);

/**
 * The ledger of the list: one row per item from the day it was first seen to the day it was gone, kept daily.
 * @public
 */
export const tableLedger = pgTable(
  'table_ledger',
  {
    accountId: tenant(),
    kind: text().notNull(),
    recordId: text().notNull(),
    cause: text().notNull(),
    firstSeen: date({ mode: 'string' }).notNull(),
    lastSeen: date({ mode: 'string' }).notNull(),
    amountCents: cents().notNull(),
    goneOn: date({ mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.recordId, t.cause, t.firstSeen] }),
    index('table_ledger_open').on(t.accountId, t.kind, t.recordId).where(sql`${t.goneOn} is null`),
  ],
);

/**
 * What left the list as money (paid, billed, booked, won), by the day it was seen to have left; parts of an item count
 * on their own day.
 * @public
 */
export const tableRecoveries = pgTable(
  'table_recoveries',
  {
    accountId: tenant(),
    day: date({ mode: 'string' }).notNull(),
    kind: text().notNull(),
    recordId: text().notNull(),
    cause: text().notNull(),
    recoveredCents: cents().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.day, t.kind, t.recordId, t.cause] })],
);
