import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { people } from './accounts';
import { instant, tenant } from './record-columns';

/**
 * A read-only way to one report for somebody without a sign-in. Only the hash of the link's secret is kept; `query` holds
 * the choices of the page it was made on.
 * @public
 */
export const shareLinks = pgTable(
  'share_links',
  {
    accountId: tenant(),
    id: uuid().notNull().default(sql`gen_random_uuid()`),
    tokenHash: text().notNull(),
    report: text().notNull(),
    query: text().notNull(),
    createdBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant().notNull().default(sql`app_now()`),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    lastUsedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('share_links_by_token').on(t.tokenHash),
  ],
);
