import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { instant, tenant } from './record-columns';

/**
 * What the sync knows of an account. `watchedUntil`: somebody looks at it until then. `timeZone` as Jobber says it.
 * @public
 */
export const syncAccounts = pgTable('sync_accounts', {
  accountId: tenant().primaryKey(),
  timeZone: text().notNull().default('UTC'),
  watchedUntil: instant(),
  startedAt: instant().notNull().default(sql`app_now()`),
  newestReadAt: instant(),
  firstReadDoneAt: instant(),
  lastSliceAt: instant(),
  nextSliceAt: instant(),
  versionWarning: text(),
});

/**
 * One reading of one kind of record. Stages: newest, recent (13 months), history, details; then probe, window,
 * skeleton, count, ids. A slice commits its rows and this row together, so a kill loses nothing.
 * State: waiting, reading, done, not_permitted, failed. `rowsExpected` null: Jobber has not said.
 * @public
 */
export const syncStreams = pgTable(
  'sync_streams',
  {
    accountId: tenant(),
    entity: text().notNull(),
    stage: text().notNull(),
    state: text({ enum: ['waiting', 'reading', 'done', 'not_permitted', 'failed'] }).notNull(),
    cursor: text(),
    watermark: instant(),
    coveredFrom: instant(),
    passStartedAt: instant(),
    finishedAt: instant(),
    nextDueAt: instant(),
    rowsRead: integer().notNull().default(0),
    rowsExpected: integer(),
    pointsUsed: bigint({ mode: 'number' }).notNull().default(0),
    failures: integer().notNull().default(0),
    lastError: text(),
    lastErrorAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.entity, t.stage] })],
);

/**
 * What happened, newest last: slices that changed something, errors, differences found. For the history of the sync page.
 * @public
 */
export const syncEvents = pgTable(
  'sync_events',
  {
    accountId: tenant(),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(sql`app_now()`),
    entity: text(),
    stage: text(),
    kind: text({ enum: ['finished', 'error', 'drift', 'not_permitted', 'warning'] }).notNull(),
    message: text().notNull(),
    rows: integer(),
    points: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('sync_events_by_time').on(t.accountId, t.at),
  ],
);

/**
 * Mirror of Jobber's bucket for one account, shared by all processes and corrected by every answer. `reserved` is what
 * requests under way may still cost. `openUntil`: no request before then (breaker); `isTrial`: a person's is under way all
 * the same, to find out whether Jobber answers again.
 * @public
 */
export const jobberBudgets = pgTable('jobber_budgets', {
  accountId: tenant().primaryKey(),
  maximum: integer().notNull().default(10_000),
  restorePerSecond: doublePrecision().notNull().default(500),
  available: doublePrecision().notNull().default(10_000),
  asOf: instant().notNull().default(sql`app_now()`),
  requestWindowAt: instant().notNull().default(sql`app_now()`),
  requestsInWindow: integer().notNull().default(0),
  failures: integer().notNull().default(0),
  openUntil: instant(),
  isTrial: boolean().notNull().default(false),
  throttledCount: integer().notNull().default(0),
});

/**
 * Points held for a request under way; released by its answer, or by time if its process died.
 * @public
 */
export const budgetHolds = pgTable(
  'budget_holds',
  {
    accountId: tenant(),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    points: integer().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] })],
);

/**
 * Webhooks as received, written before the answer. `digest` is over topic, account, item and occurredAt, so a duplicate
 * changes nothing. `accountId` null: an account we do not know, kept apart.
 * @public
 */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    jobberAccountId: text().notNull(),
    digest: text().notNull(),
    accountId: integer(),
    topic: text().notNull(),
    itemId: text().notNull(),
    occurredAt: instant().notNull(),
    receivedAt: instant().notNull().default(sql`app_now()`),
    handledAt: instant(),
    attempts: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.jobberAccountId, t.digest] }),
    index('webhook_events_waiting')
      .on(t.accountId, t.receivedAt)
      .where(sql`${t.handledAt} is null`),
  ],
);

/**
 * Records to read again by id: what webhooks and probes ask for, once per record however often they ask.
 * @public
 */
export const refetches = pgTable(
  'refetches',
  {
    accountId: tenant(),
    kind: text().notNull(),
    id: text().notNull(),
    askedAt: instant().notNull(),
    notBefore: instant().notNull(),
    attempts: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.id] }),
    index('refetches_due').on(t.accountId, t.notBefore),
  ],
);

/**
 * The ids that a sweep under way has met, so that what it did not meet can be looked for.
 * @public
 */
export const sweepIds = pgTable(
  'sweep_ids',
  { accountId: tenant(), entity: text().notNull(), id: text().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.entity, t.id] })],
);
