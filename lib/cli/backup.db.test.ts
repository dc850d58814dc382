import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabase } from '@/db/migrate';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { writeBackup } from './backup';
import { restoreBackup } from './restore';

const folder = mkdtempSync(path.join(tmpdir(), 'fieldboard-backup-test-'));
const file = path.join(folder, 'all.gz');
const connection = '00000000-0000-4000-8000-000000000001';
let source: TestDatabase;

const clientsOfCedar = `
    insert into accounts (jobber_account_id, slug, name) values ('a', 'cedar', 'Cedar');
    insert into clients (account_id, id, hash, read_at, created_at, updated_at, name, sort_name, is_lead, is_archived, balance_cents)
      select a.id, 'c' || n, 'h', now(), now(), now(), E'Änn "\\\\" \\n' || n, 'x', false, false, 9007199254740 + n
      from accounts a, generate_series(1, 1200) n;`;

beforeAll(async () => {
  source = await testDatabase();
  await source.pool.query(clientsOfCedar);
  await source.pool.query(`
    insert into people (name, email) values ('Olga', 'o@example.com');
    insert into memberships (account_id, person_id, role) select a.id, p.id, 'owner' from accounts a, people p;
    insert into account_formats (account_id, currency, working_days) select id, 'CAD', '{1,3}' from accounts;
    insert into invoices (account_id, id, hash, read_at, created_at, updated_at, client_id, invoice_number, status, subtotal_cents, discount_cents, total_cents, balance_cents, issued_at)
      select a.id, 'i1', 'h', now(), now(), now(), 'c1', '7', 'past_due', 100, 0, 100, 100, now() from accounts a;
    insert into jobber_connections (id, jobber_account_id, jobber_user_id, status, grant_no, token_version)
      values ('${connection}', 'a', 'u', 'active', 1, 5);
    insert into jobber_tokens values ('${connection}', 1, 5, 'v1.canary.access', 'v1.canary.refresh');
    insert into audit_events (what, about) values ('invited', 'x'), ('joined', 'y');`);
  await writeBackup(source.url, file);
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await source.close();
});

test('every row of every table comes back, numbers, times and derived sums alike; new rows get new ids', async () => {
  const target = await testDatabase();
  try {
    await restoreBackup(target.url, file);
    const tables = await tableNames(source.pool);
    expect(await tableNames(target.pool)).toEqual(tables);
    const moved = [
      'jobber_connections',
      'jobber_tokens',
      'connection_events',
      'fieldboard_migrations',
    ];
    for (const table of tables.filter((name) => !moved.includes(name))) {
      expect(await content(target.pool, table), table).toEqual(await content(source.pool, table));
    }
    expect((await content(target.pool, 'rollups')).length).toBeGreaterThan(0);
    await target.pool.query(`insert into audit_events (what) values ('signed_in')`);
    await target.pool.query(
      `insert into accounts (jobber_account_id, slug, name) values ('b', 'b', 'B')`,
    );
  } finally {
    await target.close();
  }
});

test('tokens are in no backup, and each live connection asks for one reconnect with the reason written down', async () => {
  expect(gunzipSync(readFileSync(file)).toString()).not.toContain('canary');
  const target = await testDatabase();
  try {
    expect(await restoreBackup(target.url, file)).toMatchObject({ reconnects: 1 });
    const { rows } = await target.pool.query(
      `select c.status, c.status_reason, e.what, e.why from jobber_connections c join connection_events e on e.connection_id = c.id`,
    );
    expect(rows).toEqual([
      {
        status: 'reconnect',
        status_reason: 'restored',
        what: 'reconnect_needed',
        why: 'restored',
      },
    ]);
  } finally {
    await target.close();
  }
});

test('a backup of an older version is brought up to this one', async () => {
  const older = path.join(folder, 'older.gz');
  const then = await testDatabase();
  const target = await testDatabase();
  try {
    await then.pool.query(
      'drop schema if exists reporting cascade; drop schema public cascade; create schema public',
    );
    await migrateDatabase(then.url, migrationsBeforeLast());
    await then.pool.query(clientsOfCedar);
    await writeBackup(then.url, older);
    await restoreBackup(target.url, older);
    const names = (pool: pg.Pool) =>
      pool.query('select name from fieldboard_migrations order by 1');
    expect((await names(target.pool)).rows).toEqual((await names(source.pool)).rows);
    expect(await content(target.pool, 'clients')).toHaveLength(1200);
  } finally {
    await target.close();
    await then.close();
  }
});

test('a backup of a newer version is refused by name and nothing changes', async () => {
  const newer = changed('newer.gz', (header) => ({
    ...header,
    version: '9.9.0',
    migrations: [...header.migrations, { name: '9999_future', hash: 'x' }],
  }));
  const target = await testDatabase();
  try {
    const before = await tableNames(target.pool);
    await expect(restoreBackup(target.url, newer)).rejects.toThrow(
      /newer Fieldboard \(9\.9\.0\): 9999_future is unknown here/,
    );
    expect(await tableNames(target.pool)).toEqual(before);
  } finally {
    await target.close();
  }
});

test('a database in use is never overwritten, nor an existing file', async () => {
  await expect(restoreBackup(source.url, file)).rejects.toThrow(/This database is in use/);
  expect(await content(source.pool, 'clients')).toHaveLength(1200);
  await expect(writeBackup(source.url, file)).rejects.toThrow(/exists already/);
  expect(statSync(file).mode & 0o077).toBe(0);
  const nowhere = path.join(folder, 'nowhere.gz');
  await expect(writeBackup('postgres://x:y@localhost:1/z', nowhere)).rejects.toThrow();
  expect(existsSync(nowhere)).toBe(false);
});

test('a file cut short brings nothing back', async () => {
  const cut = path.join(folder, 'cut.gz');
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  writeFileSync(cut, gzipSync(`${lines.slice(0, -1).join('\n')}\n`));
  const target = await testDatabase();
  try {
    await expect(restoreBackup(target.url, cut)).rejects.toThrow(/not a whole backup/);
    expect(await content(target.pool, 'clients')).toEqual([]);
    writeFileSync(cut, 'something else');
    await expect(restoreBackup(target.url, cut)).rejects.toThrow(/not a whole backup/);
  } finally {
    await target.close();
  }
});

type Header = { version: string; migrations: { name: string; hash: string }[] };

function changed(name: string, change: (header: Header) => Header): string {
  const [first = '', ...lines] = gunzipSync(readFileSync(file)).toString().split('\n');
  const place = path.join(folder, name);
  const header = JSON.stringify(change(JSON.parse(first) as Header));
  writeFileSync(place, gzipSync([header, ...lines].join('\n')));
  return place;
}

function migrationsBeforeLast(): string {
  const copy = path.join(folder, 'migrations');
  cpSync('db/migrations', copy, { recursive: true });
  const list = path.join(copy, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(list, 'utf8')) as { entries: { tag: string }[] };
  const last = journal.entries.pop();
  rmSync(path.join(copy, `${last?.tag}.sql`));
  writeFileSync(list, JSON.stringify(journal));
  return copy;
}

async function tableNames(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function content(pool: pg.Pool, table: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select row_to_json(t)::text as line from public."${table}" t order by 1`,
  );
  return rows.map(({ line }) => line);
}
