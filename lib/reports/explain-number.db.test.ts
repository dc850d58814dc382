import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts, memberships, people } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { catalog, reportNames } from './catalog';
import { explainReport, explainTable } from './explain-number';
import { reportParams } from './params';
import { loadRaw } from './reference/load-world';
import { randomWorld } from './reference/random-world';
import { rawAccount } from './reference/raw';
import { runReport } from './run-report';

const now = new Date('2026-11-20T15:00:00Z');
const calendar = { timeZone: 'America/New_York', firstWeekday: 1, workingDays: [1, 2, 3, 4, 5] };
const params = reportParams({ period: 'this-year', against: 'year-before' }, now, calendar);
let database: TestDatabase;
let scope: AccountScope;
const effects = () => ({ db: database.db, now });

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
  const settings = { workingDays: [1, 2, 3, 4, 5], rates: [], goals: [] };
  await loadRaw(db, rawAccount(world, store, accountId, settings));
  scope = await requireAccounts({ personId }, 'a', db);
});
afterAll(() => database.close());

describe('a number explains itself', () => {
  it.each(reportNames)('%s: the rows it names add up to it, to the cent', async (name) => {
    const [result] = await runReport(scope, name, params, effects());
    const explained = await explainReport(scope, name, params, 'USD', effects());
    expect(explained).toMatchObject({
      title: catalog[name].title,
      definition: catalog[name].definition,
      value: result?.figure.value,
    });
    const left = explained.apart.reduce((n, { rows }) => n + rows, 0);
    expect(explained.counted + left).toBe(result?.figure.rows);
    if (explained.added !== null) expect(explained.added).toBe(result?.figure.value ?? 0);
    if (explained.counted <= 6 && explained.added !== null && explained.unit === 'money') {
      const shown = explained.rows.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
      expect(shown).toBe(explained.added);
    }
  });

  it('the money left on the table adds up too, and names what people put off', async () => {
    const before = await explainTable(scope, 'USD', effects());
    expect(before.added).toBe(before.value);
    expect(before.counted).toBeGreaterThan(0);
    const [item] = before.rows;
    await database.pool.query(
      `insert into work_items (account_id, kind, record_id, snoozed_until) values ($1, $2, $3, '2026-12-24')`,
      [item?.accountId, item?.kind, item?.id],
    );
    const after = await explainTable(scope, 'USD', effects());
    expect(after.apart).toEqual([
      { label: 'Put off or done', rows: 1, amountCents: item?.amountCents },
    ]);
    expect(after.added).toBe((before.added ?? 0) - (item?.amountCents ?? 0));
  });

  it('names the faults that spoil it, and only those', async () => {
    const won = await explainReport(scope, 'win-rate', params, 'USD', effects());
    expect(won.faults.map(({ fault }) => fault)).toEqual(['no-salesperson']);
    const billed = await explainReport(scope, 'revenue-invoiced', params, 'USD', effects());
    expect(billed.faults).toEqual([]);
  });

  it('has nothing to say about a currency that none of the accounts uses', async () => {
    await expect(
      explainReport(scope, 'receivables', params, 'EUR', effects()),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
