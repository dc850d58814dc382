import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, timestamp } from 'drizzle-orm/pg-core';

/**
 * One row at most: when a worker last worked off a job of the clock. What readiness asks.
 * @public
 */
export const workerHeartbeat = pgTable(
  'worker_heartbeat',
  {
    isBeating: boolean().primaryKey().default(true),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (t) => [check('worker_heartbeat_one_row', sql`${t.isBeating}`)],
);
