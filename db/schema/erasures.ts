import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { people } from './accounts';
import { tenant } from './record-columns';

/**
 * Clients whose personal data was erased here on request. Figures stay, words that say who somebody is do not, and what
 * Jobber sends of them later is blanked in the statement that wrote it (`forget_erased_clients`).
 * @public
 */
export const clientErasures = pgTable(
  'client_erasures',
  {
    accountId: tenant(),
    clientId: text().notNull(),
    erasedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().default(sql`app_now()`),
    erasedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.clientId] })],
);
