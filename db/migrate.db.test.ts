import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateDatabase, pendingMigrations, waitForDatabase } from './migrate';
import { type TestDatabase, testDatabase } from './test-db';

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
});

afterEach(() => database.close());

test('a migrated database has nothing to do, and saying so changes nothing', async () => {
  expect(await pendingMigrations(database.url)).toEqual([]);
  expect(await migrateDatabase(database.url)).toEqual([]);
});

test('four processes that start at once on an empty database apply each migration once', async () => {
  await database.pool.query('drop owned by fieldboard cascade');
  await database.pool.query('create schema if not exists public');
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(database.url)));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await pendingMigrations(database.url)).toEqual([]);
});

test('an older program refuses a newer schema and names what it does not know', async () => {
  await database.pool.query(
    "insert into fieldboard_migrations (name, hash) values ('9999_later', 'x')",
  );
  await expect(migrateDatabase(database.url)).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringContaining('9999_later is unknown here'),
  });
});

test('a migration that was edited after it ran is refused by name', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  cpSync('db/migrations', folder, { recursive: true });
  appendFileSync(path.join(folder, '0000_clock.sql'), '-- changed\n');
  await expect(migrateDatabase(database.url, folder)).rejects.toMatchObject({
    message: expect.stringContaining('0000_clock was changed'),
  });
  rmSync(folder, { recursive: true });
});

test('the shifted clock moves app_now() and nothing else', async () => {
  const read = async () =>
    (
      await database.pool.query<{ ahead: number }>(
        'select round(extract(epoch from app_now() - clock_timestamp()))::int as ahead',
      )
    ).rows[0]?.ahead;
  expect(await read()).toBe(0);
  await database.shiftClock(3_600_000);
  expect(await read()).toBe(3600);
});

test('a database that is down is waited for with one clear line, then given up by name', async () => {
  const port = await closedPort();
  const waits: string[] = [];
  const waiting = waitForDatabase(`postgres://a:b@localhost:${port}/c`, {
    timeoutMs: 0,
    onWait: (text) => waits.push(text),
  });
  await expect(waiting).rejects.toMatchObject({
    code: 'database_unavailable',
    message: expect.stringContaining(`localhost:${port}`),
  });
  expect(waits.length).toBeLessThanOrEqual(1);
});

test('a wrong password is reported at once instead of waited for', async () => {
  const wrong = new URL(database.url);
  wrong.password = 'guess';
  const waiting = waitForDatabase(wrong.href, { timeoutMs: 60_000, onWait: () => undefined });
  await expect(waiting).rejects.toMatchObject({ message: expect.stringContaining('28P01') });
});

async function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
