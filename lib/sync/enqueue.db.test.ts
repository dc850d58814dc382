import { runMigrations } from 'graphile-worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { enqueueSlice, enqueueSliceOnce } from './enqueue';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await runMigrations({ pgPool: database.pool });
});
afterAll(() => database.close());
beforeEach(() => database.pool.query('delete from graphile_worker._private_jobs'));

async function planned() {
  const { rows } = await database.pool.query<{ key: string; revision: number }>(
    `select key, revision from graphile_worker.jobs order by key`,
  );
  return rows;
}

test('two hundred at once plan one look', async () => {
  const calls = Array.from({ length: 200 }, () => enqueueSliceOnce(database.db, 1, 1_000, () => 0));
  await Promise.all(calls);
  expect(await planned()).toEqual([{ key: 'hurry-1', revision: 0 }]);
});

test('whoever comes after the look may have begun plans the next, and each account has its own', async () => {
  await enqueueSliceOnce(database.db, 2, 1_000, () => 0);
  await enqueueSliceOnce(database.db, 2, 1_000, () => 900);
  expect(await planned()).toEqual([{ key: 'hurry-2', revision: 0 }]);
  await database.pool.query('delete from graphile_worker._private_jobs');
  await enqueueSliceOnce(database.db, 3, 1_000, () => 900);
  await enqueueSliceOnce(database.db, 2, 1_000, () => 1_001);
  expect((await planned()).map(({ key }) => key)).toEqual(['hurry-2', 'hurry-3']);
});

test('a look that was planned sooner is what counts', async () => {
  expect(await enqueueSlice(database.db, 4, 300)).toBeGreaterThan(250);
  await enqueueSliceOnce(database.db, 4, 1_000, () => 0);
  await database.pool.query('delete from graphile_worker._private_jobs');
  // 1,000 ms on it was planned for 300 ms on: the second asks again.
  await enqueueSliceOnce(database.db, 4, 1_000, () => 400);
  expect((await planned()).map(({ key }) => key)).toEqual(['hurry-4']);
});
