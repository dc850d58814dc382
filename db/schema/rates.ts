import { date, doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { cents, tenant } from './record-columns';

/**
 * What an hour of a person costs from a day on: wage in cents, burden (taxes, insurance) in per cent on top. The rate
 * in force on a day is the one with the latest `fromDay` not after it; without any, Jobber's own rate of the entry.
 * @public
 */
export const labourRates = pgTable(
  'labour_rates',
  {
    accountId: tenant(),
    userId: text().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    hourlyCents: cents().notNull(),
    burdenPercent: doublePrecision().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.userId, t.fromDay] })],
);
