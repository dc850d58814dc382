import { afterAll, beforeAll, expect, it } from 'vitest';
import { accounts } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { budgetAdmission, recordFailure } from './budget';

let database: TestDatabase;
let accountId: number;

beforeAll(async () => {
  database = await testDatabase();
  const [row] = await database.db
    .insert(accounts)
    .values({ jobberAccountId: 'A', slug: 'a', name: 'A' })
    .returning({ id: accounts.id });
  accountId = row?.id ?? 0;
});
afterAll(() => database.close());

const left = (currentlyAvailable: number) => ({
  requested: 1,
  actual: 1,
  maximumAvailable: 10_000,
  currentlyAvailable,
  restoreRatePerSecond: 500,
});

function asking(waits: number[] = []) {
  return budgetAdmission(database.db, accountId, {
    sleep: async (ms) => {
      waits.push(ms);
      await database.shiftClock(ms);
    },
  });
}

it('keeps 3,000 points free for people, lets a person use them at once and makes background work wait exactly', async () => {
  const waits: number[] = [];
  const background = { requestedCost: 5_000, priority: 'background', timeoutMs: 60_000 } as const;
  const first = await asking(waits).admit(background);
  expect(waits).toEqual([]);
  const second = await asking(waits).admit({
    ...background,
    priority: 'interactive',
    requestedCost: 4_000,
  });
  expect(waits).toEqual([]);
  first.settle(left(1_000));
  second.settle(left(1_000));
  await expect
    .poll(async () => (await database.pool.query('select 1 from budget_holds')).rowCount)
    .toBe(0);
  await asking(waits).admit({ ...background, requestedCost: 1_000 });
  const waited = waits.reduce((sum, ms) => sum + ms, 0);
  // 1,000 are left, 1,000 are asked for and 3,000 stay free: six seconds, less what passed while asking.
  expect(waited).toBeGreaterThan(5_000);
  expect(waited).toBeLessThanOrEqual(6_001);
});

it('believes what Jobber says is left, and opens again after trouble only when its time has come', async () => {
  await database.pool.query('delete from budget_holds');
  const admission = await asking().admit({
    requestedCost: 10,
    priority: 'interactive',
    timeoutMs: 60_000,
  });
  admission.settle(left(100));
  await expect
    .poll(
      async () =>
        (await database.pool.query('select available from jobber_budgets')).rows[0]?.available,
    )
    .toBe(100);
  await expect(
    asking().admit({ requestedCost: 5_000, priority: 'interactive', timeoutMs: 1_000 }),
  ).rejects.toMatchObject({ code: 'jobber_throttled' });
  const first = await recordFailure(database.db, accountId);
  const second = await recordFailure(database.db, accountId);
  expect(second).toBeGreaterThan(first);
  const small = { requestedCost: 1, priority: 'background', timeoutMs: 60_000 } as const;
  await expect(asking().admit(small)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  await database.shiftClock(60_000);
  await expect(asking().admit(small)).resolves.toBeDefined();
});

const click = { requestedCost: 1, priority: 'interactive', timeoutMs: 1_000 } as const;

/** Somebody who waits for another's trial; the trial ends with `cost` while they do. */
function waitingFor(
  trial: { settle(cost: ReturnType<typeof left> | undefined): void },
  cost: ReturnType<typeof left> | undefined,
) {
  return budgetAdmission(database.db, accountId, {
    sleep: async () => {
      trial.settle(cost);
      await expect
        .poll(
          async () =>
            (await database.pool.query('select is_trial from jobber_budgets')).rows[0]?.is_trial,
        )
        .toBe(false);
    },
  });
}

it('lets one request of a person try while the breaker is open; its answer opens the way for all', async () => {
  await recordFailure(database.db, accountId);
  const sweep = { ...click, priority: 'sweep' } as const;
  await expect(asking().admit(sweep)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  const trial = await asking().admit(click);
  await expect(asking().admit(sweep)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  await expect(waitingFor(trial, left(9_000)).admit(click)).resolves.toBeDefined();
  await expect(asking().admit(sweep)).resolves.toBeDefined();
});

it('a trial that fails leaves the breaker open, ends what waited for it, and the next click tries again', async () => {
  await recordFailure(database.db, accountId);
  const trial = await asking().admit(click);
  await expect(waitingFor(trial, undefined).admit(click)).rejects.toMatchObject({
    code: 'temporarily_unavailable',
  });
  await expect(asking().admit(click)).resolves.toBeDefined();
});

it('the trial of a process that died is forgotten after a minute', async () => {
  await recordFailure(database.db, accountId);
  await database.pool.query("update jobber_budgets set open_until = app_now() + interval '1 hour'");
  await asking().admit(click);
  const hasty = { ...click, timeoutMs: 50 };
  await expect(asking().admit(hasty)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  await database.shiftClock(61_000);
  await expect(asking().admit(hasty)).resolves.toBeDefined();
});
