import 'server-only';
import type { Pool } from 'pg';
import { env } from '@/lib/env';
import { type Database, openDatabase } from './open';

type Opened = { db: Database; pool: Pool };

// Next evaluates this module several times in one process; without one shared place each copy would make its pools.
const shared = globalThis as {
  fieldboardPools?: { main?: Opened; brief?: Opened; vault?: Opened };
};

/**
 * The database of pages, jobs and reports. Lazy: nothing connects before the first query.
 * @public
 */
export function db(): Database {
  return main().db;
}

/**
 * The database for reads that a person waits for: whatever takes longer than `briefMs` is stopped by Postgres. The limit
 * belongs to the connection, so that a page of a list is one statement and not a transaction of four.
 * @public
 */
export function briefDb(): Database {
  const pools = openPools();
  pools.brief ??= openDatabase(env().DATABASE_URL, { max: 4, statementTimeoutMs: briefMs });
  return pools.brief.db;
}

/** @public */
export const briefMs = 500;

/**
 * Two connections that only the vault uses, so that slow pages cannot hold up the saving of a rotated token.
 * @public
 */
export function vaultDb(): Database {
  const pools = openPools();
  pools.vault ??= openDatabase(env().DATABASE_URL, { max: 2, statementTimeoutMs: 10_000 });
  return pools.vault.db;
}

/** As many statements of one page as run beside each other. */
const sideBySide = 5;

/**
 * Opens the connections of a page and has each of them learn the large tables, which otherwise the first visitor waits for.
 * They stay open.
 * @public
 */
export async function warmDatabase(): Promise<void> {
  const connections = await Promise.all(
    Array.from({ length: sideBySide }, () => main().pool.connect()),
  );
  try {
    await Promise.all(connections.map((connection) => connection.query(learnTables)));
  } finally {
    for (const connection of connections) connection.release();
  }
}

const learnTables = ['clients', 'jobs', 'visits', 'invoices', 'quotes', 'payment_records']
  .map((table) => `select 1 from ${table} where account_id = 0 and id = ''`)
  .join(' union all ');

/**
 * Ends all pools: the last step of a shutdown.
 * @public
 */
export async function closeDatabase(): Promise<void> {
  const { main, brief, vault } = openPools();
  shared.fieldboardPools = {};
  await Promise.all([main?.pool.end(), brief?.pool.end(), vault?.pool.end()]);
}

function main(): Opened {
  const pools = openPools();
  pools.main ??= openDatabase(env().DATABASE_URL, {
    min: sideBySide,
    max: 8,
    statementTimeoutMs: 30_000,
  });
  return pools.main;
}

function openPools(): NonNullable<typeof shared.fieldboardPools> {
  shared.fieldboardPools ??= {};
  return shared.fieldboardPools;
}
