import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts, memberships, people } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { dataQuality, faultyRecords } from './data-quality';
import type { Fault } from './faults';
import { loadRaw } from './reference/load-world';
import { randomWorld } from './reference/random-world';
import { type Raw, rawAccount } from './reference/raw';
import { truths } from './reference/truths';

const now = new Date('2026-11-20T15:00:00Z');
let database: TestDatabase;
let scope: AccountScope;
let raw: Raw;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const world = randomWorld(3, now.getTime());
  const store = [...world.accounts.values()][1];
  if (!store) throw new Error('no account');
  const [person] = await db.insert(people).values({ name: 'Ana' }).returning();
  const made = { jobberAccountId: 'A', slug: 'a', name: 'A' };
  const [account] = await db.insert(accounts).values(made).returning();
  const personId = person?.id ?? '';
  const accountId = account?.id ?? 0;
  await db.insert(memberships).values({ accountId, personId, role: 'owner' });
  raw = rawAccount(world, store, accountId, { workingDays: [1, 2, 3, 4, 5], rates: [], goals: [] });
  await loadRaw(db, raw);
  scope = await requireAccounts({ personId }, 'a', db);
});
afterAll(() => database.close());

describe('what makes numbers wrong', () => {
  it('names the records that the reports leave out, with the money they concern', async () => {
    const year = {
      period: { from: '2025-11-21', to: '2026-11-20' },
      asOf: '2026-11-20',
      firstWeekday: 1,
    };
    const profits = truths['job-profit'].rows([raw], year);
    const costless = profits.filter((row) => row.part === 'no-cost').map((row) => row.id);
    const quarter = { ...year, period: { from: '2026-08-23', to: '2026-11-20' } };
    const hourless = truths['revenue-per-hour']
      .rows([raw], quarter)
      .filter((row) => row.weight === 0);
    expect((await ids('no-cost')).sort()).toEqual(costless.sort());
    expect((await ids('no-time')).sort()).toEqual(hourless.map((row) => row.id).sort());
    expect(costless.length + hourless.length).toBeGreaterThan(0);
  });

  it('finds quotes without a salesperson and clients without a source', async () => {
    const from = raw.today - 364;
    const quotes = raw
      .all('Quote')
      .filter(
        ({ sentAt, salespersonId }) =>
          sentAt !== null && salespersonId === null && raw.day(sentAt) >= from,
      );
    expect((await ids('no-salesperson')).sort()).toEqual(quotes.map(({ id }) => id).sort());
    const [quality] = await dataQuality(scope, { db: database.db, now });
    const fault = quality?.faults.find((one) => one.fault === 'no-salesperson');
    expect(fault?.amountCents).toBe(quotes.reduce((sum, quote) => sum + quote.amounts.total, 0));
  });

  it('explains every balance to the cent, and tells of one that nothing explains', async () => {
    expect(await ids('phantom-balance')).toEqual([]);
    const [client] = raw.all('Client');
    await database.db.execute(
      sql`update clients set balance_cents = balance_cents + 1234 where id = ${client?.id}`,
    );
    const [quality] = await dataQuality(scope, { db: database.db, now });
    expect(quality?.faults.find((one) => one.fault === 'phantom-balance')).toMatchObject({
      rows: 1,
      amountCents: 1234,
    });
  });

  it('finds clients with the same phone however it is written', async () => {
    const before = await ids('duplicates');
    await database.db.execute(sql`
      update clients set phone_digits = '5550199888', is_archived = false
      where id in (select id from clients order by id limit 2)`);
    expect((await ids('duplicates')).length).toBeGreaterThanOrEqual(Math.max(2, before.length));
  });
});

async function ids(fault: Fault): Promise<string[]> {
  const page = { currency: 'USD', offset: 0, limit: 10_000 };
  const { records } = await faultyRecords(scope, fault, page, { db: database.db, now });
  return records.map(({ id }) => id);
}
