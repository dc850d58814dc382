import { afterAll, beforeAll, expect, it } from 'vitest';
import { sandboxAccount } from '@/bench/sandbox-account';
import { type VirtualTime, virtualTime } from '@/bench/virtual-time';
import { openDatabase } from '@/db/open';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { createJobberClient } from '@/lib/jobber/client';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { budgetAdmission } from './budget';
import { refetchDocument } from './documents';
import { entities } from './entities';
import { runSlice } from './slice';

let database: TestDatabase;
let sandbox: Sandbox;
let time: VirtualTime;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 33, size: 'small', now }),
    accessTokenTtlSeconds: 864_000,
  });
  time = virtualTime(database, sandbox);
});
afterAll(async () => {
  time.close();
  await sandbox.close();
  await database.close();
});

it('lets a person who opens records all the time wait for nothing while two workers read, and asks Jobber too much never', async () => {
  const account = await sandboxAccount(database, sandbox, 0, time);
  const { accountId, jobberAccountId, now } = account;
  const other = openDatabase(database.url, { max: 4, statementTimeoutMs: 60_000 });
  const bearer = await fetch(`${sandbox.url}/__control/token`, {
    method: 'POST',
    body: JSON.stringify({ account: jobberAccountId }),
  }).then((answer) => answer.json() as Promise<{ access_token: string }>);
  const waits: number[] = [];
  const clientOf = (db: typeof database.db, isPerson: boolean) => {
    const admission = budgetAdmission(db, accountId, { sleep: time.sleep });
    return createJobberClient({
      apiUrl: sandbox.url,
      apiVersion: '2026-05-12',
      fetch: time.fetch,
      token: async () => ({ token: bearer.access_token, version: 1 }),
      onRejected: async () => undefined,
      clock: { now: time.now, sleep: time.sleep },
      admission: {
        admit: async (request) => {
          let waited = 0;
          const counted = budgetAdmission(db, accountId, {
            sleep: (ms) => {
              waited += ms;
              return time.sleep(ms);
            },
          });
          const admitted = await (isPerson ? counted : admission).admit(request);
          if (isPerson) waits.push(waited);
          return admitted;
        },
      },
    });
  };
  const end = time.now() + 120_000;
  const work = async (db: typeof database.db) => {
    const client = clientOf(db, false);
    while (time.now() < end) {
      const { nextAt } = await runSlice(accountId, { db, client, now });
      await time.sleep(Math.max(50, Math.min(5_000, (nextAt?.getTime() ?? 0) - time.now())));
    }
  };
  const click = async () => {
    const client = clientOf(database.db, true);
    const ids = [...(sandbox.control.world.accounts.get(jobberAccountId)?.tables.Job.keys() ?? [])];
    for (let turn = 0; time.now() < end; turn += 1) {
      await client.query(refetchDocument(entities.job, 1), { i0: ids[turn % ids.length] });
      await time.sleep(1_500);
    }
  };
  await Promise.all([work(database.db), work(other.db), click()]);
  await other.pool.end();
  const seen = sandbox.control.seen.list();
  expect(seen.filter(({ throttled, status }) => throttled || status === 429)).toEqual([]);
  expect(waits.length).toBeGreaterThan(50);
  const sorted = waits.toSorted((one, two) => one - two);
  expect(sorted[Math.floor(sorted.length * 0.99)]).toBeLessThanOrEqual(50);
  const spent = seen.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0);
  // The background takes what is left: the account's points are spent, not saved.
  expect(spent).toBeGreaterThan(0.9 * (120 * 500));
}, 240_000);
