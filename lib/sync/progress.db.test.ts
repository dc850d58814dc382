import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from '../access/account-scope';
import { admit } from '../access/admission';
import { findLiveSession, startSession } from '../access/sessions';
import { freshness } from './freshness';
import { kindProgress } from './kind-progress';
import { syncProgress } from './progress';
import { streamsOf } from './streams-of';
import { unreadVisitDays } from './unread-visit-days';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.execute(sql`truncate accounts, people, installation restart identity cascade`);
});

async function ownersScope() {
  const who = {
    jobberAccount: { id: 'A', name: 'Cedar Ridge' },
    jobberUser: { id: 'u1', name: 'Dale', email: null, isAdmin: true },
  };
  const admission = await database.db.transaction((tx) =>
    admit(who, { intent: null, allowedAccounts: [] }, tx),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  return requireAccounts(admission, undefined, database.db);
}

type Row = {
  entity: string;
  stage: string;
  state: string;
  read?: number;
  expected?: number | null;
  points?: number;
  finishedMinutesAgo?: number;
  error?: string;
};

async function streams(accountId: number, rows: Row[]) {
  for (const row of rows) {
    await database.pool.query(
      `insert into sync_streams (account_id, entity, stage, state, rows_read, rows_expected, points_used,
         finished_at, pass_started_at, last_error, last_error_at)
       values ($1, $2, $3, $4, $5, $6, $7, app_now() - make_interval(mins => $8), app_now() - make_interval(mins => $8), $9,
         case when $9::text is null then null else app_now() end)`,
      [
        accountId,
        row.entity,
        row.stage,
        row.state,
        row.read ?? 0,
        row.expected ?? null,
        row.points ?? 0,
        row.finishedMinutesAgo ?? null,
        row.error ?? null,
      ],
    );
  }
}

async function entity(scope: Awaited<ReturnType<typeof ownersScope>>, kind: string) {
  const { accounts } = await syncProgress(scope, database.db);
  return accounts[0]?.entities.find((one) => one.kind === kind);
}

test('an account that nobody has read yet is a first read with nothing covered', async () => {
  const scope = await ownersScope();
  const { accounts } = await syncProgress(scope, database.db);
  expect(accounts[0]).toMatchObject({ isFirstRead: true, timeLeft: null, pointsUsed: 0 });
  expect(await entity(scope, 'client')).toMatchObject({ state: 'waiting', covered: 'nothing' });
  expect(await freshness(scope, database.db)).toMatchObject([{ readAt: null, percent: null }]);
});

test('thirteen months read and history to come: since when, how many of how many, and how old', async () => {
  const scope = await ownersScope();
  const id = scope.accountIds[0] ?? 0;
  await database.pool.query(
    `insert into rollups (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
     values ($1, 'client', '2026-01-01', 'active', 400, 0, 0, 0), ($1, 'client', '2026-01-02', 'lead', 12, 0, 0, 0)`,
    [id],
  );
  await streams(id, [
    { entity: 'client', stage: 'newest', state: 'done', finishedMinutesAgo: 9 },
    {
      entity: 'client',
      stage: 'recent',
      state: 'done',
      read: 300,
      expected: 300,
      points: 2_700,
      finishedMinutesAgo: 5,
    },
    {
      entity: 'client',
      stage: 'history',
      state: 'reading',
      read: 100,
      expected: 1_000,
      points: 900,
    },
    { entity: 'client', stage: 'probe', state: 'done', finishedMinutesAgo: 2 },
  ]);
  const clients = await entity(scope, 'client');
  expect(clients).toMatchObject({
    rows: 412,
    expected: 1_300,
    state: 'reading',
    covered: 'recent',
  });
  expect(clients?.points).toBe(3_600);
  const { now } = await syncProgress(scope, database.db);
  const ageMinutes = (Date.parse(now) - Date.parse(clients?.readAt ?? '')) / 60_000;
  expect(ageMinutes).toBeCloseTo(2, 1);
  const months = (Date.parse(now) - Date.parse(clients?.coveredFrom ?? '')) / (30.4 * 86_400_000);
  expect(months).toBeGreaterThan(12.5);
  expect(await kindProgress(scope, 'client', database.db)).toEqual([clients]);
});

test('the reading that a sign-in brings is the one that would be read, and is not read again', async () => {
  const { personId, accountIds } = await ownersScope();
  const id = accountIds[0] ?? 0;
  const signedIn = async () => {
    const { sid } = await startSession(personId, null, database.db);
    return (await findLiveSession(sid, database.db))?.memberOf ?? [];
  };
  const unreachable = new Proxy(database.db, {
    get: () => expect.fail('asked the database'),
  });
  const unread = await streamsOf(await signedIn(), unreachable);
  expect(unread).toEqual([{ accountId: id, isFirstRead: true, streams: [] }]);
  await database.pool.query(
    'insert into sync_accounts (account_id, first_read_done_at) values ($1, app_now())',
    [id],
  );
  await streams(id, [
    {
      entity: 'client',
      stage: 'recent',
      state: 'done',
      read: 300,
      expected: 300,
      finishedMinutesAgo: 5,
    },
    {
      entity: 'job',
      stage: 'recent',
      state: 'failing',
      points: 12,
      error: 'Jobber did not answer',
    },
  ]);
  const brought = await streamsOf(await signedIn(), unreachable);
  expect(brought).toMatchObject([{ accountId: id, isFirstRead: false }]);
  expect(brought[0]?.streams.map(({ finishedAt }) => finishedAt instanceof Date)).toEqual([
    true,
    false,
  ]);
  expect(brought).toEqual(await streamsOf([{ id }], database.db));
});

test('a list whose records are all here does not count them to say so', async () => {
  const scope = await ownersScope();
  const id = scope.accountIds[0] ?? 0;
  await database.pool.query(
    `insert into rollups (account_id, kind, day, status, n, net_cents, total_cents, balance_cents)
     values ($1, 'job', '2026-01-01', 'active', 7, 0, 0, 0)`,
    [id],
  );
  await streams(id, [{ entity: 'job', stage: 'recent', state: 'done', finishedMinutesAgo: 5 }]);
  const [jobs] = await kindProgress(scope, 'job', database.db);
  expect(jobs).toMatchObject({ covered: 'all', rows: 0 });
});

test('of several accounts each tells its own first read, until that is over', async () => {
  const first = await ownersScope();
  const [one = 0] = first.accountIds;
  const { rows } = await database.pool.query<{ id: number }>(
    `with other as (insert into accounts (jobber_account_id, slug, name) values ('B', 'birch', 'Birch') returning id)
     insert into memberships (account_id, person_id, role) select id, $1, 'owner' from other returning account_id as id`,
    [first.personId],
  );
  const other = rows[0]?.id ?? 0;
  await streams(one, [
    { entity: 'client', stage: 'recent', state: 'done', finishedMinutesAgo: 5 },
    { entity: 'client', stage: 'history', state: 'reading', read: 50, expected: 100 },
  ]);
  await streams(other, [{ entity: 'client', stage: 'recent', state: 'reading' }]);
  const scope = await requireAccounts(first, undefined, database.db);
  const marks = async () =>
    Object.fromEntries((await freshness(scope, database.db)).map((mark) => [mark.slug, mark]));
  expect(await marks()).toMatchObject({
    birch: { isFirstRead: true, percent: 0 },
    'cedar-ridge': { isFirstRead: true, percent: 75 },
  });
  await database.pool.query(
    'insert into sync_accounts (account_id, first_read_done_at) values ($1, app_now())',
    [one],
  );
  expect(await marks()).toMatchObject({
    birch: { isFirstRead: true, percent: 0 },
    'cedar-ridge': { isFirstRead: false, percent: null },
  });
});

test('what Jobber keeps back is not permitted, not empty, and does not count as old', async () => {
  const scope = await ownersScope();
  const id = scope.accountIds[0] ?? 0;
  const kinds = ['client', 'job', 'invoice', 'quote', 'request', 'visit'];
  await streams(id, [
    ...kinds.map((kind) => ({
      entity: kind,
      stage: 'probe',
      state: 'done',
      finishedMinutesAgo: 3,
    })),
    { entity: 'payment', stage: 'recent', state: 'not_permitted', error: 'hidden' },
  ]);
  expect(await entity(scope, 'payment')).toMatchObject({ state: 'not_permitted', lastError: null });
  const [mark] = await freshness(scope, database.db);
  expect(mark?.readAt).not.toBeNull();
});

test('the mark tells the age of the kind that was looked at longest ago', async () => {
  const scope = await ownersScope();
  const id = scope.accountIds[0] ?? 0;
  const kinds = ['client', 'job', 'invoice', 'quote', 'request', 'visit', 'payment'];
  await streams(
    id,
    kinds.map((kind, index) => ({
      entity: kind,
      stage: 'probe',
      state: 'done',
      finishedMinutesAgo: index + 1,
    })),
  );
  const [mark] = await freshness(scope, database.db);
  const { now } = await syncProgress(scope, database.db);
  expect((Date.parse(now) - Date.parse(mark?.readAt ?? '')) / 60_000).toBeCloseTo(7, 1);
});

test('the last error of a kind stands beside it while the rest goes on', async () => {
  const scope = await ownersScope();
  const id = scope.accountIds[0] ?? 0;
  await streams(id, [
    {
      entity: 'quote',
      stage: 'probe',
      state: 'failed',
      error: 'Jobber’s answer was not as expected.',
    },
    { entity: 'job', stage: 'probe', state: 'done', finishedMinutesAgo: 1 },
  ]);
  expect(await entity(scope, 'quote')).toMatchObject({
    state: 'failed',
    lastError: { message: 'Jobber’s answer was not as expected.' },
  });
  expect(await entity(scope, 'job')).toMatchObject({ state: 'reading', lastError: null });
  await database.pool.query(
    `insert into jobber_budgets (account_id, open_until) values ($1, app_now() + interval '1 minute')`,
    [id],
  );
  const { accounts } = await syncProgress(scope, database.db);
  expect(accounts[0]?.waiting?.because).toBe('Jobber’s answer was not as expected.');
});

test('a day is free only once all of its visits were read', async () => {
  const scope = await ownersScope();
  const [accountId = 0] = scope.accountIds;
  const { rows } = await database.pool.query<{ day: string }>(
    `select to_char(app_now() + make_interval(days => d), 'YYYY-MM-DD') as day from unnest(array[-60, -4, 7]) d`,
  );
  const days = rows.map(({ day }) => day);
  const [longAgo, thisWeek] = days;
  const unread = () => unreadVisitDays(scope, days, database.db);
  expect(await unread()).toEqual(days);
  await streams(accountId, [
    { entity: 'visit', stage: 'newest', state: 'done', finishedMinutesAgo: 5 },
    { entity: 'visit', stage: 'window', state: 'reading' },
  ]);
  expect(await unread()).toEqual([longAgo, thisWeek]);
  await database.pool.query(
    `update sync_streams set finished_at = app_now() where stage = 'window'`,
  );
  expect(await unread()).toEqual([longAgo]);
  await streams(accountId, [
    { entity: 'visit', stage: 'recent', state: 'done', finishedMinutesAgo: 1 },
  ]);
  expect(await unread()).toEqual([]);
});
