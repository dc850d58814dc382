import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts, people } from './accounts';

const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/**
 * A one-time way in for somebody without rights at Jobber. Only the hash of the link's secret is kept. `personId` null:
 * whoever uses it becomes a new person (or joins as the one who is signed in); set: it signs that person in again.
 * @public
 */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    accountId: integer()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: text({ enum: ['bookkeeper', 'viewer'] }).notNull(),
    name: text().notNull(),
    personId: uuid().references(() => people.id, { onDelete: 'cascade' }),
    tokenHash: text().notNull().unique(),
    invitedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant().notNull().default(sql`app_now()`),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [index('invitations_account').on(t.accountId, t.createdAt)],
);
