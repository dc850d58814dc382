import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from './account-scope';
import { createShareLink, findShare, openShareLinks, revokeShareLink } from './share-links';

let database: TestDatabase;
let owner: AccountScope;
let viewer: AccountScope;
const ana = '00000000-0000-4000-8000-000000000001';
const vic = '00000000-0000-4000-8000-000000000002';
const made = { report: 'receivables', query: 'on=2026-11-01' };

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(`
    insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar'), ('A2', 'other', 'Other');
    insert into people (id, name) values ('${ana}', 'Ana'), ('${vic}', 'Vic');
    insert into memberships (account_id, person_id, role) values (1, '${ana}', 'owner'), (1, '${vic}', 'viewer');`);
  owner = await requireAccounts({ personId: ana }, 'cedar', database.db);
  viewer = await requireAccounts({ personId: vic }, 'cedar', database.db);
});
afterAll(() => database.close());

it('shows its one report of its one account, as somebody who may change nothing', async () => {
  const { token } = await createShareLink(owner, 1, made, database.db);
  const shared = await findShare(token, database.db);
  expect(shared).toMatchObject(made);
  expect(shared?.scope.accountIds).toEqual([1]);
  expect(shared?.scope.roleIn(1)).toBe('viewer');
  expect(() => shared?.scope.roleIn(2)).toThrow();
  const [listed] = await openShareLinks(owner, 'receivables', database.db);
  expect(listed?.lastUsedAt).not.toBeNull();
});

it('dies when it is ended, and after 90 days', async () => {
  const first = await createShareLink(owner, 1, made, database.db);
  const second = await createShareLink(owner, 1, made, database.db);
  const [latest] = await openShareLinks(owner, 'receivables', database.db);
  expect(await revokeShareLink(owner, latest?.id ?? '', database.db)).toBe(true);
  expect(await revokeShareLink(owner, latest?.id ?? '', database.db)).toBe(false);
  expect(await findShare(second.token, database.db)).toBeNull();
  await database.shiftClock(91 * 86_400_000);
  expect(await findShare(first.token, database.db)).toBeNull();
  await database.shiftClock(-91 * 86_400_000);
});

it('ends with its maker, and is listed no longer than it works', async () => {
  const { token } = await createShareLink(
    owner,
    1,
    { ...made, report: 'cash-collected' },
    database.db,
  );
  const role = (name: string) =>
    database.pool.query(`update memberships set role = $1 where person_id = '${ana}'`, [name]);
  await role('bookkeeper');
  expect(await findShare(token, database.db)).toBeNull();
  expect(await openShareLinks(viewer, 'cash-collected', database.db)).toEqual([]);
  await role('owner');
  expect(await findShare(token, database.db)).not.toBeNull();
  expect(await openShareLinks(viewer, 'cash-collected', database.db)).toHaveLength(1);
});

it('keeps no secret that could be read from the table', async () => {
  const { token } = await createShareLink(owner, 1, made, database.db);
  const { rows } = await database.db.execute<{ text: string }>(
    sql`select string_agg(l::text, ' ') as text from share_links l`,
  );
  expect(rows[0]?.text).not.toContain(token);
});

it('is for owners alone, and unknown secrets find nothing', async () => {
  await expect(createShareLink(viewer, 1, made, database.db)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(createShareLink(owner, 2, made, database.db)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await findShare('unknown', database.db)).toBeNull();
});
