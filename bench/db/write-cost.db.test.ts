import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { emptyAccount, walPerRow } from './write-cost';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('writes at most a tenth of the log for rows that did not change', async () => {
  const accountId = await emptyAccount(database.pool, 'wal');
  const { unchanged, rewritten } = await walPerRow(database, accountId, 100);
  expect(rewritten).toBeGreaterThan(200);
  expect(rewritten / unchanged).toBeGreaterThanOrEqual(10);
});
