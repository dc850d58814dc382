import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/**
 * One row per grant: a Jobber account seen through one Jobber user. Written by lib/vault alone; `(grantNo, tokenVersion)`
 * names one token pair, the lease and the intent say who may be redeeming it.
 * @public
 */
export const jobberConnections = pgTable(
  'jobber_connections',
  {
    id: uuid().primaryKey(),
    jobberAccountId: text().notNull(),
    jobberUserId: text().notNull(),
    status: text({ enum: ['active', 'suspect', 'reconnect', 'disconnected'] }).notNull(),
    statusReason: text(),
    statusSince: instant().notNull().default(sql`app_now()`),
    grantNo: integer().notNull(),
    tokenVersion: integer().notNull(),
    accessExpiresAt: instant(),
    accessLifetimeMs: integer(),
    rotatedAt: instant(),
    rotatedBy: uuid(),
    leaseId: uuid(),
    leaseUntil: instant(),
    intentVersion: integer(),
    intentAt: instant(),
    intentCount: integer().notNull().default(0),
    nextAttemptAt: instant(),
    softFailures: integer().notNull().default(0),
    unclearCount: integer().notNull().default(0),
    unclearSince: instant(),
    forcedAt: instant(),
    quarantinedAt: instant(),
    firstConnectedAt: instant().notNull().default(sql`app_now()`),
    connectedAt: instant().notNull().default(sql`app_now()`),
  },
  (t) => [
    unique('jobber_connections_grant').on(t.jobberAccountId, t.jobberUserId),
    index('jobber_connections_expiry').on(t.accessExpiresAt),
    check('jobber_connections_versions', sql`${t.grantNo} >= 1 and ${t.tokenVersion} >= 1`),
    check('jobber_connections_lease', sql`(${t.leaseId} is null) = (${t.leaseUntil} is null)`),
  ],
);

/**
 * The sealed tokens, apart from everything that pages read. Only lib/vault may import this table.
 * @public
 */
export const jobberTokens = pgTable('jobber_tokens', {
  connectionId: uuid()
    .primaryKey()
    .references(() => jobberConnections.id, { onDelete: 'cascade' }),
  grantNo: integer().notNull(),
  tokenVersion: integer().notNull(),
  accessSealed: text().notNull(),
  refreshSealed: text().notNull(),
});

/**
 * When a connection last served somebody; apart, so that this write never meets the commit of new tokens.
 * @public
 */
export const connectionUses = pgTable('connection_uses', {
  connectionId: uuid()
    .primaryKey()
    .references(() => jobberConnections.id, { onDelete: 'cascade' }),
  usedAt: instant().notNull().default(sql`app_now()`),
});

/**
 * What happened to a connection, when and why, for the owner's history and for diagnosis; never a token.
 * @public
 */
export const connectionEvents = pgTable(
  'connection_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    connectionId: uuid()
      .notNull()
      .references(() => jobberConnections.id, { onDelete: 'cascade' }),
    grantNo: integer().notNull(),
    tokenVersion: integer().notNull(),
    attemptId: uuid(),
    at: instant().notNull().default(sql`app_now()`),
    what: text({
      enum: [
        'connected',
        'reconnected',
        'refreshed',
        'deferred',
        'unknown',
        'reconnect_needed',
        'disconnected',
        'quarantined',
      ],
    }).notNull(),
    why: text(),
  },
  (t) => [
    index('connection_events_connection').on(t.connectionId, t.id),
    index('connection_events_at').on(t.at),
  ],
);

/**
 * A known text sealed under each key: proof at boot that the key of that id is the one that sealed the rows.
 * @public
 */
export const vaultKeyChecks = pgTable('vault_key_checks', {
  kid: text().primaryKey(),
  sealed: text().notNull(),
  createdAt: instant().notNull().default(sql`app_now()`),
});

/**
 * At most one row: present while automatic refreshes are stopped for every connection.
 * @public
 */
export const vaultBreaker = pgTable(
  'vault_breaker',
  {
    isOpen: boolean().primaryKey().default(true),
    reason: text({ enum: ['invalid_client', 'many_reconnects', 'jobber_failing'] }).notNull(),
    openedAt: instant().notNull().default(sql`app_now()`),
    probeAt: instant().notNull(),
  },
  (t) => [check('vault_breaker_one_row', sql`${t.isOpen}`)],
);
