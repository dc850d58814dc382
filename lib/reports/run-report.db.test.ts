import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { catalog, reportNames } from './catalog';
import { reportRows, runReport } from './run-report';

let database: TestDatabase;
let scope: AccountScope;
const now = new Date('2026-11-20T15:00:00Z');
const november = { from: '2026-11-01', to: '2026-11-30' };
const params = { period: november, comparison: 'period-before', asOf: '2026-11-20' } as const;

beforeAll(async () => {
  database = await testDatabase();
  const { rows } = await database.db.execute<{ person: string }>(sql`
    with a as (insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar') returning id),
      p as (insert into people (name) values ('Ana') returning id),
      m as (insert into memberships (account_id, person_id, role) select a.id, p.id, 'owner' from a, p),
      f as (insert into account_formats (account_id, time_zone) select id, 'America/New_York' from a)
    select id as person from p`);
  const [first] = rows;
  scope = await requireAccounts({ personId: first?.person ?? '' }, 'cedar', database.db);
});
afterAll(() => database.close());

describe.each(reportNames)('%s', (name) => {
  it('runs on an account that has nothing, and says 0 or unknown instead of failing', async () => {
    const [result] = await runReport(scope, name, params, { db: database.db, now });
    expect(result?.figure.rows).toBe(0);
    expect([0, null]).toContain(result?.figure.value);
    expect(result?.figure.unit).toBe(catalog[name].unit);
    expect(result?.missing.length).toBeGreaterThan(0);
    const page = await reportRows(
      scope,
      name,
      params,
      { currency: 'USD', limit: 10 },
      { db: database.db, now },
    );
    expect(page).toEqual({ rows: [], next: null });
  });
});

it('holds nothing against days whose records are still being read', async () => {
  const [accountId] = scope.accountIds;
  const before = async () => {
    const year = { ...params, comparison: 'year-before' } as const;
    const [result] = await runReport(scope, 'revenue-invoiced', year, { db: database.db, now });
    return result?.figure.before;
  };
  await database.db.execute(sql`
    insert into sync_streams (account_id, entity, stage, state, finished_at, pass_started_at)
    select ${accountId}, kind, stage, 'done', case when stage <> 'history' then ${now.toISOString()}::timestamptz end,
      ${now.toISOString()}::timestamptz
    from unnest(array['invoice', 'client']) kind, unnest(array['recent', 'history', 'details']) stage`);
  await database.db.execute(sql`
    update sync_streams set covered_from = '2026-03-01' where account_id = ${accountId} and stage = 'recent'`);
  expect(await before()).toBeNull();
  await database.db.execute(sql`
    update sync_streams set finished_at = ${now.toISOString()}::timestamptz where account_id = ${accountId}`);
  expect(await before()).toBe(0);
  await database.db.execute(sql`delete from sync_streams where account_id = ${accountId}`);
});
