import { sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { memberships } from './accounts';
import { alerts } from './alerts';
import { instant, tenant } from './record-columns';

/**
 * Who gets the weekly scorecard of an account, where to, and on which weekday (0 is Sunday) at seven in the morning of
 * the account's time zone. It ends with the membership.
 * @public
 */
export const scorecards = pgTable(
  'scorecards',
  {
    accountId: tenant(),
    personId: uuid().notNull(),
    email: text().notNull(),
    weekday: integer().notNull(),
    lastDay: date({ mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.personId] }),
    foreignKey({
      name: 'scorecards_membership',
      columns: [t.accountId, t.personId],
      foreignColumns: [memberships.accountId, memberships.personId],
    }).onDelete('cascade'),
  ],
);

/**
 * Mail that waits to be sent, written in the transaction that decided to send it, so that nothing is sent twice or lost.
 * `alertId` names the alert it speaks of, null for other mail.
 * @public
 */
export const outboxMails = pgTable(
  'outbox_mails',
  {
    accountId: tenant(),
    id: uuid().notNull().default(sql`gen_random_uuid()`),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    alertId: uuid(),
    createdAt: instant().notNull().default(sql`app_now()`),
    nextAttemptAt: instant().notNull().default(sql`app_now()`),
    attempts: integer().notNull().default(0),
    sentAt: instant(),
    lastError: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      name: 'outbox_mails_alert',
      columns: [t.accountId, t.alertId],
      foreignColumns: [alerts.accountId, alerts.id],
    }).onDelete('cascade'),
    index('outbox_mails_waiting').on(t.nextAttemptAt).where(sql`${t.sentAt} is null`),
  ],
);
