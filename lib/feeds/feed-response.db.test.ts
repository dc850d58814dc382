import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { liveFeedKeys, mintFeedKey, revokeFeedKey } from '@/lib/access/feed-keys';
import { feedResponse } from './feed-response';

let database: TestDatabase;
let owner: AccountScope;
let cedar: number;
let other: number;

beforeAll(async () => {
  database = await testDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'x'.repeat(40),
    JOBBER_CLIENT_ID: 'id',
    JOBBER_CLIENT_SECRET: 'secret',
    TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  });
  const made = await database.pool.query<{ id: number }>(
    `insert into accounts (jobber_account_id, slug, name) values ('c', 'cedar', 'Cedar'), ('o', 'other', 'Other') returning id`,
  );
  cedar = made.rows[0]?.id ?? 0;
  other = made.rows[1]?.id ?? 0;
  const people = await database.pool.query<{ id: string }>(
    `insert into people (name) values ('Olga') returning id`,
  );
  const personId = people.rows[0]?.id ?? '';
  await database.pool.query(
    `insert into memberships (account_id, person_id, role) values ($1, $3, 'owner'), ($2, $3, 'owner')`,
    [cedar, other, personId],
  );
  for (const [account, name] of [
    [cedar, 'Ana of Cedar'],
    [cedar, '=1+1'],
    [other, 'Otto of Other'],
  ]) {
    await database.pool.query(
      `insert into clients (account_id, id, hash, read_at, created_at, updated_at, name, sort_name, is_lead, is_archived, balance_cents)
       values ($1, $2, 'h', now(), now(), now(), $2, lower($2), false, false, 1250)`,
      [account, name],
    );
  }
  owner = await requireAccounts({ personId }, 'cedar', database.db);
});

beforeEach(() => database.pool.query('delete from rate_limits'));

afterAll(async () => {
  await closeDatabase();
  await database.close();
});

function ask(file: string, key: string, headers: Record<string, string> = {}) {
  const query = key === '' ? '' : `?key=${key}`;
  return feedResponse(
    new NextRequest(`http://localhost:3000/api/feeds/${file}${query}`, { headers }),
    file,
  );
}

async function minted(feed: string): Promise<string> {
  return (await mintFeedKey(owner, cedar, { feed, name: 'Sheet' })).key;
}

test('a key reads its list of its account as CSV and JSON, formulas made harmless, and says when it was used', async () => {
  const key = await minted('clients');
  const csv = await ask('clients.csv', key);
  expect(csv.status).toBe(200);
  expect(csv.headers.get('cache-control')).toContain('no-store');
  const text = await csv.text();
  expect(text).toContain('Ana of Cedar');
  expect(text).toContain("'=1+1");
  expect(text).not.toContain('Otto');
  const json = await (await ask('clients.json', '', { authorization: `Bearer ${key}` })).json();
  expect(json).toMatchObject({
    list: 'clients',
    rows: [{ balanceCents: 1250 }, { balanceCents: 1250 }],
  });
  const [known] = await liveFeedKeys(owner);
  expect(known).toMatchObject({ ending: key.slice(-4), personName: 'Olga' });
  expect(known?.lastUsedAt).not.toBeNull();
});

test('a list without rows is still whole JSON, and the schedule a calendar', async () => {
  expect(await (await ask('quotes.json', await minted('quotes'))).json()).toEqual({
    list: 'quotes',
    rows: [],
  });
  const calendar = await ask('schedule.ics', await minted('schedule'));
  expect(calendar.headers.get('content-type')).toContain('text/calendar');
  expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
});

test('the key stands nowhere in the database', async () => {
  const key = await minted('clients');
  await ask('clients.csv', key);
  const { rows } = await database.pool.query('select k::text as text from feed_keys k');
  expect(JSON.stringify(rows)).not.toContain(key);
});

test('no key, a wrong key, a key of another list and a revoked key open nothing', async () => {
  const key = await minted('jobs');
  expect((await ask('jobs.csv', key)).status).toBe(200);
  for (const [file, tried] of [
    ['jobs.csv', ''],
    ['jobs.csv', `${key}x`],
    ['clients.csv', key],
    ['schedule.ics', key],
  ] as const) {
    const answer = await ask(file, tried);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toMatch(/^This feed key is unknown, revoked, or for another list/);
  }
  expect((await ask('people.csv', key)).status).toBe(404);
  const id = (await liveFeedKeys(owner)).find(({ ending }) => ending === key.slice(-4))?.id ?? '';
  await revokeFeedKey(owner, cedar, id);
  expect((await ask('jobs.csv', key)).status).toBe(401);
});

test('a key ends with its maker: without the membership, or without the right to export', async () => {
  const key = await minted('clients');
  const role = (name: string) =>
    database.pool.query('update memberships set role = $1 where account_id = $2', [name, cedar]);
  await role('viewer');
  expect((await ask('clients.csv', key)).status).toBe(401);
  await expect(
    mintFeedKey(await requireAccounts(owner, 'cedar'), cedar, { feed: 'jobs', name: 'x' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  await role('owner');
  expect((await ask('clients.csv', key)).status).toBe(200);
  await database.pool.query('delete from memberships where account_id = $1', [cedar]);
  expect((await ask('clients.csv', key)).status).toBe(401);
  await database.pool.query(
    `insert into memberships (account_id, person_id, role) values ($1, $2, 'owner')`,
    [cedar, owner.personId],
  );
});

test('a key is asked at most sixty times an hour and says when again', async () => {
  const key = await minted('requests');
  await ask('requests.csv', key);
  await database.pool.query(`update rate_limits set hits = 60 where key like 'feed:%'`);
  const answer = await ask('requests.csv', key);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3_000);
});
