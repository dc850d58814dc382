import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres/session';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';

/**
 * A drizzle database or an open transaction of one.
 * @public
 */
export type Database = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;

/**
 * Postgres assumes a spinning disk and then reads whole tables where a report needs a month of one. Compiling a query, and
 * starting processes to share it, take longer than any of ours may; several statements of a page run beside each other
 * anyway. What each client of a large account sums up to needs more than 4 MB to be sorted.
 */
const plannerSettings =
  '-c random_page_cost=1.1 -c jit=off -c work_mem=16MB -c max_parallel_workers_per_gather=0';

/**
 * Makes a pool on `url` and drizzle over it. Connects on the first query; `min` connections stay open once they are.
 * @public
 */
export function openDatabase(
  url: string,
  options: { min?: number; max: number; statementTimeoutMs: number },
): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    min: options.min ?? 0,
    max: options.max,
    options: plannerSettings,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'fieldboard',
  });
  // An idle connection that the server ends would otherwise end the process; the next query reports the trouble.
  pool.on('error', () => undefined);
  return { db: drizzle({ client: pool, casing: 'snake_case' }), pool };
}
