import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { leftOnTable, tableItemPage } from './left-on-table';

let database: TestDatabase;
let scope: AccountScope;
const now = new Date('2026-11-20T15:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(`
    insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar');
    insert into people (id, name) values ('00000000-0000-4000-8000-000000000001', 'Ana');
    insert into memberships (account_id, person_id, role) values (1, '00000000-0000-4000-8000-000000000001', 'owner');
    insert into account_formats (account_id, time_zone) values (1, 'America/New_York');
    insert into jobs (account_id, id, hash, read_at, created_at, updated_at, job_number, status, job_type, billing_type,
        total_cents, uninvoiced_cents)
      values (1, 'J1', '', now(), '2026-09-01', '2026-11-01', 11, 'action_required', 'ONE_OFF', 'VISIT_BASED', 50000, 50000),
             (1, 'J2', '', now(), '2026-09-01', '2026-11-01', 12, 'unscheduled', 'ONE_OFF', 'FIXED_PRICE', 20000, 20000);
    insert into visits (account_id, id, hash, read_at, job_id, status, all_day, is_complete, completed_at)
      values (1, 'V1', '', now(), 'J1', 'COMPLETED', false, true, '2026-11-10');
    insert into invoices (account_id, id, hash, read_at, created_at, updated_at, invoice_number, status, subtotal_cents,
        discount_cents, total_cents, balance_cents, issued_at, due_at)
      values (1, 'I1', '', now(), '2026-01-01', '2026-01-01', '7', 'past_due', 9000, 0, 10000, 4000, '2026-01-01', '2026-01-31 05:00Z'),
             (1, 'I2', '', now(), '2026-11-01', '2026-11-01', '8', 'awaiting_payment', 9000, 0, 9000, 9000, '2026-11-10', '2026-12-10');`);
  scope = await requireAccounts(
    { personId: '00000000-0000-4000-8000-000000000001' },
    'cedar',
    database.db,
  );
});
afterAll(() => database.close());

it('counts a job once although it is both unbilled and without a visit ahead', async () => {
  const [table] = await leftOnTable(scope, { db: database.db, now });
  expect(table?.causes).toEqual([
    { cause: 'unbilled', amountCents: 50000, rows: 1, oldestDays: 11 },
    { cause: 'unscheduled', amountCents: 20000, rows: 1, oldestDays: 81 },
    { cause: 'overdue', amountCents: 4000, rows: 1, oldestDays: 293 },
  ]);
  expect(table?.totalCents).toBe(74000);
});

it('keeps an old invoice at its balance, never at its total, and leaves out what is not due', async () => {
  const { items } = await tableItemPage(
    scope,
    { currency: 'USD', cause: 'overdue', limit: 10 },
    { db: database.db, now },
  );
  expect(items.map(({ id, amountCents }) => [id, amountCents])).toEqual([['I1', 4000]]);
});

it('pages through every item once', async () => {
  const seen: string[] = [];
  let after: Awaited<ReturnType<typeof tableItemPage>>['next'] | undefined;
  do {
    const page = await tableItemPage(
      scope,
      { currency: 'USD', limit: 1, ...(after ? { after } : {}) },
      { db: database.db, now },
    );
    seen.push(...page.items.map((item) => item.id));
    after = page.next;
  } while (after);
  expect(seen).toEqual(['J1', 'J2', 'I1']);
});

it('brings the largest items along as the list has them', async () => {
  const effects = { db: database.db, now };
  const [table] = await leftOnTable(scope, { ...effects, largest: 2 });
  const page = await tableItemPage(scope, { currency: 'USD', limit: 2 }, effects);
  expect(table?.largest.map(({ id }) => id)).toEqual(['J1', 'J2']);
  expect(table?.largest).toEqual(page.items);
});

it('hides what was put off until its day, and what was done until its amount changes', async () => {
  await database.db.execute(sql`
    insert into work_items (account_id, kind, record_id, snoozed_until, done_at, done_cents) values
      (1, 'job', 'J2', '2026-12-01', null, null), (1, 'invoice', 'I1', null, now(), 4000), (1, 'job', 'J1', null, now(), 1)`);
  const [table] = await leftOnTable(scope, { db: database.db, now });
  expect(table?.totalCents).toBe(50000);
  expect(table?.hidden).toEqual({ rows: 2, amountCents: 24000 });
});
