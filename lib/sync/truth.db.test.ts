import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxAccount } from '@/bench/sandbox-account';
import { differences } from '@/bench/truth';
import { truthSeed } from '@/bench/truth-seed';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the read model', () => {
  it('equals Jobber row by row after the first read of a business of three years', async () => {
    const sandbox = await startSandbox({
      world: (now) => buildWorld({ seed: 11, size: 'small', now }),
      latency: { baseMs: 0, perRowMs: 0 },
      accessTokenTtlSeconds: 8_640_000,
    });
    const account = await sandboxAccount(database, sandbox, 2);
    await account.settle();
    expect(await differences(database, sandbox, account)).toEqual([]);
    await sandbox.close();
  }, 240_000);

  it.each([1, 2])(
    'equals Jobber after processes that read it were killed again and again (%i)',
    async (seed) => {
      const { differences: found } = await truthSeed(database, 10_000 + seed, { kills: 2 });
      expect(found).toEqual([]);
    },
    240_000,
  );

  it.each(Array.from({ length: 48 }, (_, seed) => seed))(
    'equals Jobber after one sweep, whatever was edited, lost, doubled, shuffled or away (%i)',
    async (seed) => {
      const { differences: found } = await truthSeed(database, seed);
      expect(found).toEqual([]);
    },
    120_000,
  );
});
