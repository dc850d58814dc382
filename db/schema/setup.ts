import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './record-columns';

/**
 * One row at most: the Jobber app of this installation, when the environment does not name one. The secret is sealed
 * for exactly this `version` of the row.
 * @public
 */
export const jobberApp = pgTable(
  'jobber_app',
  {
    isOnly: boolean().primaryKey().default(true),
    clientId: text().notNull(),
    secretSealed: text().notNull(),
    version: integer().notNull(),
    /** The secret before the last change of the same app, for webhooks that Jobber signed with it. */
    previousSealed: text(),
    previousUntil: instant(),
    updatedAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [
    check('jobber_app_one_row', sql`${t.isOnly}`),
    check('jobber_app_previous', sql`(${t.previousSealed} is null) = (${t.previousUntil} is null)`),
  ],
);
