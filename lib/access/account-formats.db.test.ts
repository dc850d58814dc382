import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { formatsOfAccounts, keepFormats } from './account-formats';
import { requireAccounts } from './account-scope';
import { admit } from './admission';
import { formatsChoice } from './formats-choice';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.execute(
    sql`truncate accounts, people, installation, audit_events restart identity cascade`,
  );
});

async function owner() {
  const who = {
    jobberAccount: { id: 'A', name: 'Cedar Ridge' },
    jobberUser: { id: 'u1', name: 'Dale', email: null, isAdmin: true },
  };
  const admission = await database.db.transaction((tx) =>
    admit(who, { intent: null, allowedAccounts: [] }, tx),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  return { ...admission, scope: await requireAccounts(admission, undefined, database.db) };
}

const auckland = formatsChoice.parse({
  currency: 'NZD',
  locale: 'en-NZ',
  timeZone: 'Pacific/Auckland',
  firstWeekday: 0,
  workingDays: [5, 1, 1],
});

test('without a choice an account is shown as Jobber’s time zone and the defaults say', async () => {
  const { scope, accountId } = await owner();
  await database.pool.query(
    `insert into sync_accounts (account_id, time_zone) values ($1, 'America/Denver')`,
    [accountId],
  );
  expect(await formatsOfAccounts(scope, database.db)).toMatchObject([
    { currency: 'USD', timeZone: 'America/Denver', chosenTimeZone: null, firstWeekday: 1 },
  ]);
});

test('a choice is kept, in the log, and moves the daily sums to the days of the new time zone', async () => {
  const { scope, accountId } = await owner();
  await database.pool.query(
    `insert into expenses (account_id, id, hash, read_at, created_at, updated_at, title, spent_at, total_cents)
     values ($1, 'e1', 'h', app_now(), app_now(), app_now(), 'Fuel', '2026-03-01T20:00:00Z', 5000)`,
    [accountId],
  );
  const days = async () => {
    const { rows } = await database.pool.query(
      `select day::text, n from rollups where account_id = $1 and kind = 'expense' and n > 0`,
      [accountId],
    );
    return rows;
  };
  expect(await days()).toEqual([{ day: '2026-03-01', n: 1 }]);
  await keepFormats(scope, accountId, auckland, database.db);
  expect(await days()).toEqual([{ day: '2026-03-02', n: 1 }]);
  expect(await formatsOfAccounts(scope, database.db)).toMatchObject([
    { currency: 'NZD', timeZone: 'Pacific/Auckland', workingDays: [1, 5], firstWeekday: 0 },
  ]);
  const { rows } = await database.pool.query(
    `select what, about from audit_events order by id desc limit 1`,
  );
  expect(rows).toEqual([{ what: 'settings_changed', about: 'formats' }]);
});

test('only an owner changes formats, and only of an account in scope', async () => {
  const { scope, accountId, personId } = await owner();
  await expect(keepFormats(scope, accountId + 1, auckland, database.db)).rejects.toThrow('no such');
  await database.db.execute(sql`update memberships set role = 'bookkeeper'`);
  const keeper = await requireAccounts({ personId }, undefined, database.db);
  await expect(keepFormats(keeper, accountId, auckland, database.db)).rejects.toThrow('Only an');
});

test.each([
  { currency: 'XYZ1' },
  { timeZone: 'Mars/Olympus' },
  { workingDays: [] },
  { workingDays: [7] },
  { firstWeekday: -1 },
  { locale: 'tlh' },
])('%o is refused', (wrong) => {
  expect(formatsChoice.safeParse({ ...auckland, ...wrong }).success).toBe(false);
});
