import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { people } from './accounts';
import { instant, tenant } from './record-columns';

/**
 * Keys that read one list of one account without a session. Only the hash is kept; `ending` are the last characters, to
 * tell keys apart. A key ends with the membership of the person who made it.
 * @public
 */
export const feedKeys = pgTable(
  'feed_keys',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    accountId: tenant(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    feed: text().notNull(),
    name: text().notNull(),
    keyHash: text().notNull().unique(),
    ending: text().notNull(),
    createdAt: instant().notNull().default(sql`app_now()`),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [index('feed_keys_account').on(t.accountId, t.createdAt)],
);

/**
 * Which accounts a database role sees in the views of the `reporting` schema.
 * @public
 */
export const reportingGrants = pgTable(
  'reporting_grants',
  {
    roleName: text().notNull(),
    accountId: tenant(),
    grantedAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [primaryKey({ columns: [t.roleName, t.accountId] })],
);
