import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxAccount, sandboxAccount } from '@/bench/sandbox-account';
import { differences } from '@/bench/truth';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import { sweepEverything } from './watch';

let database: TestDatabase;
let sandbox: Sandbox;
let account: SandboxAccount;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 11, size: 'small', now }),
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

describe('the read model', () => {
  it('equals Jobber row by row after the first read', async () => {
    expect(await differences(database, sandbox, account)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])(
    'equals Jobber again after edits and deletes that no webhook told of, once everything was swept (%i)',
    async (seed) => {
      const rng = new Prng(`truth ${seed}`);
      for (let round = 0; round < 3; round += 1) {
        randomEdits(sandbox.control.world, rng, 60);
        await account.pass(60_000);
        await account.settle();
      }
      await sweepEverything(database.db, account.accountId);
      await account.settle();
      expect(await differences(database, sandbox, account)).toEqual([]);
    },
    120_000,
  );
});
