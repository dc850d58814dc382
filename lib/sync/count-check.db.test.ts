import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drift } from '@/bench/reading/drift';
import { type SandboxAccount, sandboxAccount } from '@/bench/sandbox-account';
import { differences } from '@/bench/truth';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { findDrift } from './count-check';

let database: TestDatabase;
let sandbox: Sandbox;
let account: SandboxAccount;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 4, size: 'small', now }),
    latency: { baseMs: 0, perRowMs: 0 },
    accessTokenTtlSeconds: 8_640_000,
  });
  account = await sandboxAccount(database, sandbox, 2);
  await account.settle();
}, 120_000);
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

it('finds a lost and a left-over record by counting, for a few points when nothing drifted, and repairs both', async () => {
  const { db } = database;
  const { accountId, client, now } = account;
  const run = { db, accountId, now, asker: { client, timeoutMs: 30_000 }, isWatched: false };
  const calm = await findDrift(run, 'visit');
  expect(calm.drifted).toBe(0);
  expect(calm.requests).toBe(1);
  await db.execute(
    sql`delete from visits where id = (select id from visits order by created_at desc limit 1)`,
  );
  const store = sandbox.control.world.accounts.get(account.jobberAccountId);
  const [visit] =
    store?.all('Visit').toSorted((one, other) => one.createdAt - other.createdAt) ?? [];
  store?.destroy('Visit', visit?.id ?? '');
  const found = await findDrift(run, 'visit');
  expect(found.drifted).toBe(2);
  await account.settle();
  expect(
    (await differences(database, sandbox, account)).filter((line) => line.startsWith('visit')),
  ).toEqual([]);
});

it('finds a few drifted records among many for a small part of the points of reading all ids', async () => {
  const { found, left, points, sweepPoints } = await drift(6_000, 3);
  expect({ found, left }).toEqual({ found: 3, left: 0 });
  expect(points).toBeLessThanOrEqual(sweepPoints / 15);
});
