import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Pool } from 'pg';
import pg from 'pg';
import { isAlive } from '@/lib/embedded-db/adopters';
import {
  type EmbeddedDatabase,
  startEmbeddedDatabase,
} from '@/lib/embedded-db/start-embedded-database';
import { migrateDatabase, migrationsHash } from './migrate';
import { type Database, openDatabase } from './open';

/**
 * A migrated, empty database of one test. `close()` drops it.
 * @public
 */
export type TestDatabase = {
  url: string;
  db: Database;
  pool: Pool;
  /** Moves `app_now()` of this database by `ms`, forwards or backwards. */
  shiftClock: (ms: number) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * A fresh database, copied in tens of milliseconds from a template that holds the migrations. The server behind it is
 * one bundled Postgres in `.data-test`, shared by every test process and left running until `releaseTestServer()`.
 * @public
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `t_${process.pid}_${randomBytes(5).toString('hex')}`;
  await withAdmin(server.adminUrl, (admin) =>
    admin.query(`create database ${name} template ${server.template} owner fieldboard`),
  );
  const url = databaseUrl(server.url, name);
  const { db, pool } = openDatabase(url, { max: 8, statementTimeoutMs: 60_000 });
  return {
    url,
    db,
    pool,
    shiftClock: async (ms) => {
      await pool.query('update app_clock set shift = shift + make_interval(secs => $1)', [
        ms / 1000,
      ]);
    },
    close: async () => {
      await pool.end();
      await withAdmin(server.adminUrl, (admin) =>
        admin.query(`drop database if exists ${name} with (force)`),
      );
    },
  };
}

/**
 * Takes a database out of the memory of the shared server, so that its next statements read their pages anew. What the
 * system keeps of its files stays.
 * @public
 */
export async function evictPages({ url }: TestDatabase): Promise<void> {
  const server = await testServer();
  const own = new URL(server.adminUrl);
  own.pathname = new URL(url).pathname;
  await withAdmin(own.href, async (admin) => {
    await admin.query('create extension if not exists pg_buffercache');
    await admin.query(
      `select pg_buffercache_evict_relation(oid) from pg_class where relkind in ('r', 'i', 't') and relfilenode <> 0`,
    );
  });
}

/**
 * Leaves the shared server, which stops when no other test process uses it. For the end of a run.
 * @public
 */
export async function releaseTestServer(): Promise<void> {
  const server = await startTestServer();
  starting = undefined;
  await server.release();
}

let starting: Promise<EmbeddedDatabase & { template: string }> | undefined;

function testServer(): Promise<EmbeddedDatabase & { template: string }> {
  starting ??= startTestServer().then(async (server) => {
    const template = await preparedTemplate(server);
    return { ...server, template };
  });
  return starting;
}

function startTestServer(): Promise<EmbeddedDatabase> {
  return startEmbeddedDatabase({
    dir: path.join(process.cwd(), '.data-test'),
    // Test data need not survive a power cut, and the disk is what parallel test files fight over.
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      max_locks_per_transaction: '128',
    },
  });
}

async function preparedTemplate(server: EmbeddedDatabase): Promise<string> {
  const template = `tpl_${await migrationsHash()}`;
  await withAdmin(server.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(4919, 2)');
    await dropLeftovers(admin, template);
    const found = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (found.rowCount !== 0) return;
    const building = `${template}_new`;
    await admin.query(`drop database if exists ${building} with (force)`);
    await admin.query(`create database ${building} owner fieldboard`);
    await migrateDatabase(databaseUrl(server.url, building));
    await admin.query(`alter database ${building} rename to ${template}`);
  });
  return template;
}

async function dropLeftovers(admin: pg.Client, template: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string; idle: boolean }>(
    `select d.datname, not exists (select 1 from pg_stat_activity a where a.datname = d.datname) as idle
     from pg_database d where d.datname ~ '^(t_|tpl_)'`,
  );
  for (const { datname, idle } of rows) {
    const owner = Number(/^t_(\d+)_/.exec(datname)?.[1]);
    const abandoned = owner > 0 ? !isAlive(owner) : idle && datname !== template;
    if (abandoned) await admin.query(`drop database if exists ${datname} with (force)`);
  }
}

function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function withAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
