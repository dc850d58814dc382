import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/**
 * A Jobber account, the tenant. `slug` is its name in URLs, `jobberAccountId` the id that Jobber gives.
 * @public
 */
export const accounts = pgTable('accounts', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  jobberAccountId: text().notNull().unique(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  createdAt: instant().notNull().default(sql`app_now()`),
});

/** @public */
export const people = pgTable('people', {
  id: uuid().primaryKey().default(sql`gen_random_uuid()`),
  name: text().notNull(),
  email: text(),
  createdAt: instant().notNull().default(sql`app_now()`),
});

/**
 * Who a Jobber user of one account is here. A person may have one identity in each of several accounts.
 * @public
 */
export const identities = pgTable(
  'identities',
  {
    jobberAccountId: text().notNull(),
    jobberUserId: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [
    primaryKey({ columns: [t.jobberAccountId, t.jobberUserId] }),
    index('identities_person').on(t.personId),
  ],
);

/** @public */
export const memberships = pgTable(
  'memberships',
  {
    accountId: integer()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text({ enum: ['owner', 'bookkeeper', 'viewer'] }).notNull(),
    invitedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    since: instant().notNull().default(sql`app_now()`),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.personId] }),
    index('memberships_person').on(t.personId),
  ],
);

/**
 * A sign-in that can be revoked. The cookie carries `sid` and the person; everything else is looked up here.
 * @public
 */
export const appSessions = pgTable(
  'app_sessions',
  {
    sid: uuid().primaryKey().default(sql`gen_random_uuid()`),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    userAgent: text(),
    createdAt: instant().notNull().default(sql`app_now()`),
    lastSeenAt: instant().notNull().default(sql`app_now()`),
    absoluteExpiryAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index('app_sessions_person').on(t.personId)],
);

/**
 * What one account prefers to see; absent means the defaults of the code.
 * @public
 */
export const accountFormats = pgTable('account_formats', {
  accountId: integer()
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  currency: text().notNull().default('USD'),
  locale: text().notNull().default('en-US'),
  timeZone: text(),
  firstWeekday: integer().notNull().default(1),
  workingDays: integer().array().notNull().default([1, 2, 3, 4, 5]),
  updatedAt: instant().notNull().default(sql`app_now()`),
});

/**
 * One row at most: the Jobber account that signed in first and so owns this server. Inserting it is the claim.
 * @public
 */
export const installation = pgTable(
  'installation',
  {
    isClaimed: boolean().primaryKey().default(true),
    jobberAccountId: text().notNull(),
    claimedAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [check('installation_one_row', sql`${t.isClaimed}`)],
);

/**
 * Why a signed-in person was sent to Jobber; compared with what comes back. Used once, within its time.
 * @public
 */
export const signInIntents = pgTable('sign_in_intents', {
  id: uuid().primaryKey().default(sql`gen_random_uuid()`),
  kind: text({ enum: ['reconnect', 'add_account'] }).notNull(),
  personId: uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  sid: uuid()
    .notNull()
    .references(() => appSessions.sid, { onDelete: 'cascade' }),
  expectedAccountId: integer().references(() => accounts.id, { onDelete: 'cascade' }),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/**
 * Fixed windows of the rate limits: how often `key` acted since `windowStart`.
 * @public
 */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().primaryKey(),
    windowStart: instant().notNull(),
    hits: integer().notNull(),
  },
  (t) => [index('rate_limits_window').on(t.windowStart)],
);

/**
 * Who did what, when. Ids and plain words only: no token, no customer's data.
 * @public
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(sql`app_now()`),
    personId: uuid().references(() => people.id, { onDelete: 'set null' }),
    accountId: integer().references(() => accounts.id, { onDelete: 'set null' }),
    what: text().notNull(),
    about: text(),
  },
  (t) => [index('audit_events_account').on(t.accountId, t.id)],
);
