import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { memberships } from './accounts';
import { instant, tenant } from './record-columns';

/**
 * A number that somebody wants to hear of: the figure of a report, or the money left on the table, going above or below a
 * threshold (cents, or the unit of the report). `isBeyond` is where it stood at the last look, null before the first; a message goes out only when it turns
 * true. It ends with the membership of whoever made it.
 * @public
 */
export const alerts = pgTable(
  'alerts',
  {
    accountId: tenant(),
    id: uuid().notNull().default(sql`gen_random_uuid()`),
    personId: uuid().notNull(),
    report: text().notNull(),
    period: text().notNull(),
    direction: text({ enum: ['above', 'below'] }).notNull(),
    threshold: doublePrecision().notNull(),
    channel: text({ enum: ['mail', 'webhook'] }).notNull(),
    target: text().notNull(),
    createdAt: instant().notNull().default(sql`app_now()`),
    isBeyond: boolean(),
    beyondSince: instant(),
    lastValue: doublePrecision(),
    evaluatedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      name: 'alerts_membership',
      columns: [t.accountId, t.personId],
      foreignColumns: [memberships.accountId, memberships.personId],
    }).onDelete('cascade'),
  ],
);

/**
 * A message to a web address that waits to be sent or was; `body` is exactly the bytes that are signed. It goes with its
 * alert. `status` is the last answer's, null while nothing answered.
 * @public
 */
export const outboxWebhooks = pgTable(
  'outbox_webhooks',
  {
    accountId: tenant(),
    id: uuid().notNull().default(sql`gen_random_uuid()`),
    alertId: uuid().notNull(),
    url: text().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull().default(sql`app_now()`),
    nextAttemptAt: instant().notNull().default(sql`app_now()`),
    attempts: integer().notNull().default(0),
    sentAt: instant(),
    status: integer(),
    lastError: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      name: 'outbox_webhooks_alert',
      columns: [t.accountId, t.alertId],
      foreignColumns: [alerts.accountId, alerts.id],
    }).onDelete('cascade'),
    index('outbox_webhooks_waiting').on(t.nextAttemptAt).where(sql`${t.sentAt} is null`),
    index('outbox_webhooks_by_alert').on(t.accountId, t.alertId, t.createdAt),
  ],
);
