import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@/db/open';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { beat } from '../worker/heartbeat';
import { metricsText } from './metrics';
import { readiness } from './readiness';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const parts = async () => {
  const { isReady, parts: all } = await readiness(database.db, database.url);
  return { isReady, missing: all.filter((part) => !part.isReady) };
};

test('not ready before a worker has run, ready while it beats, not ready when it has died', async () => {
  expect(await parts()).toEqual({
    isReady: false,
    missing: [{ part: 'worker', isReady: false, why: 'No worker has run yet.' }],
  });
  await beat(database.db);
  expect(await parts()).toEqual({ isReady: true, missing: [] });
  await database.shiftClock(10 * 60_000);
  expect(await parts()).toMatchObject({
    isReady: false,
    missing: [{ part: 'worker', why: 'No worker has run for 10 minutes.' }],
  });
  await beat(database.db);
  expect((await parts()).isReady).toBe(true);
});

test('a schema that lacks a migration is named', async () => {
  const { rows } = await database.pool.query(
    `delete from fieldboard_migrations where name = (select max(name) from fieldboard_migrations) returning name, hash`,
  );
  const { missing } = await parts();
  expect(missing).toMatchObject([{ part: 'migrations', why: '1 migrations wait to be applied.' }]);
  await database.pool.query('insert into fieldboard_migrations (name, hash) values ($1, $2)', [
    rows[0].name,
    rows[0].hash,
  ]);
});

test('a database that is away makes every part not ready and throws nothing', async () => {
  const url = 'postgres://nobody:x@localhost:1/none';
  const gone = openDatabase(url, { max: 1, statementTimeoutMs: 1_000 });
  const { isReady, parts: all, renewals } = await readiness(gone.db, url);
  expect(isReady).toBe(false);
  expect(all.map((part) => part.isReady)).toEqual([false, false, false]);
  expect(renewals).toBeNull();
  await gone.pool.end();
});

test('stopped renewals and the oldest one without an outcome are told, and leave the server ready', async () => {
  await database.pool.query(
    `insert into jobber_connections (id, jobber_account_id, jobber_user_id, status, grant_no, token_version, status_since)
      values (gen_random_uuid(), 'X', 'u', 'suspect', 1, 1, app_now() - interval '90 seconds')`,
  );
  await database.pool.query(
    `insert into vault_breaker (reason, probe_at) values ('invalid_client', app_now())`,
  );
  const { isReady, renewals } = await readiness(database.db, database.url);
  expect(isReady).toBe(true);
  expect(renewals).toMatchObject({ stopped: 'invalid_client' });
  expect(renewals?.oldestSuspectSeconds).toBeGreaterThanOrEqual(90);
  expect(await metricsText(database.db)).toMatch(/^fieldboard_vault_oldest_suspect_seconds 9\d/m);
});

test('the counts are in the format of Prometheus and name no account', async () => {
  await database.pool.query(
    `insert into accounts (jobber_account_id, slug, name) values ('X', 'secret-slug', 'Secret Name')`,
  );
  await database.pool.query(
    `insert into connection_events (connection_id, grant_no, token_version, what, why)
      select id, 1, 1, 'deferred', 'HTTP 429' from jobber_connections`,
  );
  const text = await metricsText(database.db);
  expect(text).toContain('fieldboard_connection_trouble_total{why="deferred_HTTP_429"} 1\n');
  expect(text).toMatch(
    /^# TYPE fieldboard_sync_points_total counter\nfieldboard_sync_points_total 0$/m,
  );
  expect(text).not.toMatch(/secret/i);
  for (const line of text.trim().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="\w*"\})? -?[\d.]+(e-?\d+)?)$/);
  }
});
