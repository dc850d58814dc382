import { date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { cents, tenant } from './record-columns';

/**
 * What an account wants to invoice in each month, quarter or year from a day on, before tax. A month's goal wins over a
 * quarter's, a quarter's over a year's; the goal in force on a day is the one with the latest `fromDay` not after it.
 * @public
 */
export const goals = pgTable(
  'goals',
  {
    accountId: tenant(),
    span: text({ enum: ['month', 'quarter', 'year'] }).notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    amountCents: cents().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.span, t.fromDay] })],
);
