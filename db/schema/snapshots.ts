import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { cents, instant, tenant } from './record-columns';

/**
 * Which days of an account were recorded, per kind: receivables, pipeline, backlog. A day is what stood at its end.
 * @public
 */
export const snapshotDays = pgTable(
  'snapshot_days',
  {
    accountId: tenant(),
    kind: text({ enum: ['receivables', 'pipeline', 'backlog'] }).notNull(),
    day: date({ mode: 'string' }).notNull(),
    takenAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind, t.day] })],
);

/**
 * What stood open from `fromDay` until the day before `untilDay` (null: still): one row per record and change, not per
 * day. `state` is the record's status then, `sinceDay` the day its age counts from (due, sent or created).
 * @public
 */
export const snapshotItems = pgTable(
  'snapshot_items',
  {
    accountId: tenant(),
    kind: text({ enum: ['receivables', 'pipeline', 'backlog'] }).notNull(),
    recordId: text().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    untilDay: date({ mode: 'string' }),
    state: text().notNull(),
    amountCents: cents().notNull(),
    sinceDay: date({ mode: 'string' }),
    issuedDay: date({ mode: 'string' }),
    clientId: text(),
    label: text().notNull(),
    jobberUri: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.recordId, t.fromDay] }),
    index('snapshot_items_by_day').on(t.accountId, t.kind, t.fromDay, t.untilDay),
    index('snapshot_items_open').on(t.accountId, t.kind).where(sql`${t.untilDay} is null`),
  ],
);
