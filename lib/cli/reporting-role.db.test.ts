import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { startEmbeddedDatabase } from '../embedded-db/start-embedded-database';
import { makeReportingRole, removeReportingRole } from './reporting-role';

const name = `reporting_test_${randomBytes(4).toString('hex')}`;
let database: TestDatabase;
let server: Awaited<ReturnType<typeof startEmbeddedDatabase>>;
let place: { url: string; adminUrl: string };

beforeAll(async () => {
  database = await testDatabase();
  server = await startEmbeddedDatabase({ dir: path.join(process.cwd(), '.data-test') });
  place = { url: database.url, adminUrl: server.adminUrl };
  await database.pool.query(
    `insert into accounts (jobber_account_id, slug, name) values ('a', 'a', 'A'), ('b', 'b', 'B')`,
  );
  await database.pool.query(
    `insert into clients (account_id, id, hash, read_at, created_at, updated_at, name, sort_name, is_lead, is_archived, balance_cents)
     select id, slug || '1', 'h', now(), now(), now(), 'client of ' || name, slug, false, false, 1250 from accounts`,
  );
});

afterAll(async () => {
  await removeReportingRole(place, name).catch(() => undefined);
  await database.close();
  await server.release();
});

async function as<T>(connection: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

test('a role for account A reads A in every view and nothing of B, writes nothing, and sees no table', async () => {
  const connection = await makeReportingRole(place, name, ['a']);
  expect(await as(connection, 'select name, balance from clients')).toEqual([
    { name: 'client of A', balance: '12.50' },
  ]);
  const views = await as<{ view: string }>(
    connection,
    `select table_name as view from information_schema.views where table_schema = 'reporting'`,
  );
  expect(views.length).toBeGreaterThan(15);
  for (const { view } of views) {
    const accounts = await as<{ account_id: number }>(
      connection,
      `select distinct account_id from reporting.${view} where account_id <> (select account_id from reporting.accounts where slug = 'a')`,
    );
    expect(accounts, view).toEqual([]);
  }
  for (const forbidden of [
    'select * from public.clients',
    'select * from public.jobber_tokens',
    'select * from public.reporting_grants',
    `insert into public.reporting_grants values ('${name}', 2)`,
    `set default_transaction_read_only = off; insert into public.reporting_grants values ('${name}', 2)`,
    `set default_transaction_read_only = off; delete from reporting.clients`,
    'set role fieldboard',
    'set session authorization fieldboard',
    'create schema mine',
  ]) {
    await expect(as(connection, forbidden), forbidden).rejects.toThrow(
      /permission denied|cannot execute|must be|not able to|cannot delete/,
    );
  }
});

test('a condition that would leak rows of others never sees them', async () => {
  const connection = await makeReportingRole(place, name, ['a']);
  const rows = await as(
    connection,
    `select 1 from clients where 1 / (case when name like '%B' then 0 else 1 end) = 1`,
  );
  expect(rows).toHaveLength(1);
});

test('asked again, it has a new password and the accounts named now; removed, it cannot connect', async () => {
  const before = await makeReportingRole(place, name, ['a']);
  const after = await makeReportingRole(place, name, ['b']);
  await expect(as(before, 'select 1')).rejects.toThrow(/password/);
  expect(await as(after, 'select name from clients')).toEqual([{ name: 'client of B' }]);
  await removeReportingRole(place, name);
  await expect(as(after, 'select 1')).rejects.toThrow(/password|does not exist/);
});

test('an unknown account is named beside the known ones, and no name can be anything but a reporting login', async () => {
  await expect(makeReportingRole(place, name, ['c'])).rejects.toThrow(
    'There is no account c. There are: a, b.',
  );
  await expect(makeReportingRole(place, 'fieldboard', ['a'])).rejects.toThrow(
    /begins with reporting_/,
  );
  await expect(makeReportingRole(place, name, [])).rejects.toThrow(/at least one/);
});
