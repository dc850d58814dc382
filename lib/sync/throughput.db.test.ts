import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxAccount, sandboxAccount } from '@/bench/sandbox-account';
import { type VirtualTime, virtualTime } from '@/bench/virtual-time';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { runSlice } from './slice';

let database: TestDatabase;
let sandbox: Sandbox;
let time: VirtualTime;
let account: SandboxAccount;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 21, size: 'small', now }),
    accessTokenTtlSeconds: 864_000,
  });
  time = virtualTime(database, sandbox);
  account = await sandboxAccount(database, sandbox, 0, time);
});
afterAll(async () => {
  time.close();
  await sandbox.close();
  await database.close();
});

const points = () =>
  sandbox.control.seen.list().reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0);

describe('at the latency and the budget of Jobber', () => {
  it('shows the newest of everything within three seconds and reads the rest at the pace that points come back', async () => {
    const begin = time.now();
    const options = { db: database.db, client: account.client, now: account.now };
    await runSlice(account.accountId, options);
    expect(time.now() - begin).toBeLessThan(3_000);
    for (;;) {
      const result = await runSlice(account.accountId, options);
      const { rowCount } = await database.pool.query(
        'select from sync_accounts where first_read_done_at is not null',
      );
      if (rowCount === 1) break;
      const waitMs = (result.nextAt?.getTime() ?? 0) - time.now();
      if (waitMs > 0) await time.sleep(waitMs);
    }
    const seconds = (time.now() - begin) / 1000;
    const least = (points() - 10_000) / 500;
    // What stays free for people is saved up once, and never spent by the background.
    expect(seconds).toBeLessThan(least * 1.05 + 3_400 / 500);
    expect(sandbox.control.seen.list().filter(({ throttled }) => throttled)).toEqual([]);
  }, 240_000);
});
