import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts, people } from './accounts';
import { instant } from './record-columns';

/**
 * Views of lists that a person keeps. `params` are the search parameters of the list's URL without the account;
 * `accountId` null means that the view is for all of the person's accounts. Nobody else sees it.
 * @public
 */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    accountId: integer().references(() => accounts.id, { onDelete: 'cascade' }),
    list: text().notNull(),
    name: text().notNull(),
    params: text().notNull(),
    createdAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [
    unique('saved_views_name').on(t.personId, t.list, t.name),
    index('saved_views_account').on(t.accountId),
  ],
);
