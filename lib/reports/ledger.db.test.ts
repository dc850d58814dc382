import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { setGoal } from './goals';
import { setLabourRate } from './labour-rates';
import { keepLedger, recoveredThisMonth } from './ledger';
import { leftOnTable } from './left-on-table';
import { assign, markDone, note, snooze } from './work-items';

const ana = '00000000-0000-4000-8000-000000000001';
const vic = '00000000-0000-4000-8000-000000000002';
const stranger = '00000000-0000-4000-8000-000000000003';
const day1 = new Date('2026-11-18T15:00:00Z');
const day2 = new Date('2026-11-19T15:00:00Z');
const day3 = new Date('2026-11-20T15:00:00Z');
const nextMonth = new Date('2026-12-02T15:00:00Z');

const databases: TestDatabase[] = [];
let database: TestDatabase;
let owner: AccountScope;
let viewer: AccountScope;

beforeEach(async () => {
  database = await testDatabase();
  databases.push(database);
  await database.pool.query(`
    insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar');
    insert into people (id, name) values ('${ana}', 'Ana'), ('${vic}', 'Vic'), ('${stranger}', 'Sam');
    insert into memberships (account_id, person_id, role) values (1, '${ana}', 'owner'), (1, '${vic}', 'viewer');
    insert into account_formats (account_id, time_zone) values (1, 'America/New_York');
    insert into jobs (account_id, id, hash, read_at, created_at, updated_at, job_number, status, job_type, billing_type, total_cents, uninvoiced_cents)
      values (1, 'J1', '', now(), '2026-09-01', '2026-11-01', 11, 'requires_invoicing', 'ONE_OFF', 'FIXED_PRICE', 50000, 50000),
             (1, 'J2', '', now(), '2026-09-01', '2026-11-01', 12, 'unscheduled', 'ONE_OFF', 'FIXED_PRICE', 20000, 20000);
    insert into quotes (account_id, id, hash, read_at, created_at, updated_at, quote_number, status, total_cents, sent_at, approved_at)
      values (1, 'Q1', '', now(), '2026-10-01', '2026-10-01', '5', 'approved', 7000, '2026-10-01', '2026-10-05');
    insert into invoices (account_id, id, hash, read_at, created_at, updated_at, invoice_number, status, subtotal_cents, discount_cents, total_cents,
        balance_cents, issued_at, due_at)
      values (1, 'I1', '', now(), '2026-01-01', '2026-01-01', '7', 'past_due', 9000, 0, 9000, 9000, '2026-01-01', '2026-01-31'),
             (1, 'I2', '', now(), '2026-01-01', '2026-01-01', '8', 'past_due', 5000, 0, 5000, 5000, '2026-01-01', '2026-01-31');`);
  owner = await requireAccounts({ personId: ana }, 'cedar', database.db);
  viewer = await requireAccounts({ personId: vic }, 'cedar', database.db);
});
afterAll(() => Promise.all(databases.map((one) => one.close())));

const keep = (now: Date) => keepLedger(1, { db: database.db, now });
const recovered = async (now: Date) => {
  const [found] = await recoveredThisMonth(owner, { db: database.db, now });
  return {
    total: found?.totalCents,
    causes: found?.causes.map((one) => [one.cause, one.amountCents]),
  };
};
const pay = (invoiceId: string, cents: number, day: string) =>
  database.pool.query(`
    insert into payment_records (account_id, id, hash, read_at, invoice_id, adjustment_type, amount_cents, raw_cents, entry_at)
      values (1, 'P${invoiceId}${cents}', '', now(), '${invoiceId}', 'PAYMENT', ${cents}, ${cents}, '${day}');
    update invoices set balance_cents = balance_cents - ${cents}, status = case when balance_cents = ${cents} then 'paid' else status end
      where id = '${invoiceId}'`);

describe('the ledger of the table', () => {
  it('counts what was paid, in parts on the day of each part, and never twice', async () => {
    expect(await keep(day1)).toBe(0);
    await pay('I1', 4000, '2026-11-19T12:00:00Z');
    expect(await keep(day2)).toBe(4000);
    expect(await keep(day2)).toBe(0);
    await pay('I1', 5000, '2026-11-20T12:00:00Z');
    expect(await keep(day3)).toBe(5000);
    expect(await recovered(day3)).toEqual({ total: 9000, causes: [['overdue', 9000]] });
    expect(await recovered(nextMonth)).toEqual({ total: 0, causes: [] });
  });

  it('does not call it recovered when an invoice is written off, deleted or made cheaper', async () => {
    await keep(day1);
    await database.pool.query(`
      update invoices set status = 'bad_debt' where id = 'I1';
      update invoices set balance_cents = 100 where id = 'I2';
      delete from jobs where id = 'J1'`);
    expect(await keep(day2)).toBe(0);
    const { rows } = await database.pool.query(
      `select record_id, gone_on::text from table_ledger where gone_on is not null order by 1`,
    );
    expect(rows.map((row) => row.record_id)).toEqual(['I1', 'J1']);
  });

  it('keeps a job on the table that moved from one cause to another', async () => {
    await keep(day1);
    await database.pool.query(`update jobs set status = 'requires_invoicing' where id = 'J2'`);
    expect(await keep(day2)).toBe(0);
    expect(await recovered(day2)).toEqual({ total: 0, causes: [] });
  });

  it('counts what was billed, booked and won', async () => {
    await keep(day1);
    await database.pool.query(`
      insert into invoices (account_id, id, hash, read_at, created_at, updated_at, invoice_number, status, subtotal_cents, discount_cents, total_cents, balance_cents)
        values (1, 'I3', '', now(), '2026-11-19', '2026-11-19', '9', 'draft', 50000, 0, 50000, 50000);
      insert into invoice_jobs (account_id, invoice_id, job_id, is_archived) values (1, 'I3', 'J1', false);
      update jobs set uninvoiced_cents = 0, status = 'archived' where id = 'J1';
      update jobs set status = 'upcoming' where id = 'J2';
      insert into visits (account_id, id, hash, read_at, job_id, status, all_day, is_complete, start_at)
        values (1, 'V1', '', now(), 'J2', 'ACTIVE', false, false, '2026-12-01');
      update quotes set status = 'converted' where id = 'Q1'`);
    await keep(day2);
    expect((await recovered(day2)).causes).toEqual([
      ['unbilled', 50000],
      ['unscheduled', 20000],
      ['approved', 7000],
    ]);
  });
});

describe('deciding about an item', () => {
  const item = { accountId: 1, kind: 'job', id: 'J1' } as const;
  const effects = () => ({ db: database.db, now: day3 });

  it('is refused to viewers, whatever they ask', async () => {
    const refused = { code: 'forbidden' };
    await expect(snooze(viewer, item, '2026-12-01', effects())).rejects.toMatchObject(refused);
    await expect(assign(viewer, item, ana, effects())).rejects.toMatchObject(refused);
    await expect(note(viewer, item, 'x', effects())).rejects.toMatchObject(refused);
    await expect(markDone(viewer, item, true, effects())).rejects.toMatchObject(refused);
    const rate = {
      accountId: 1,
      userId: 'U',
      fromDay: '2026-01-01',
      hourlyCents: 1,
      burdenPercent: 0,
    };
    await expect(setLabourRate(viewer, rate, database.db)).rejects.toMatchObject(refused);
    const goal = { accountId: 1, span: 'month', fromDay: '2026-01-01', amountCents: 1 } as const;
    await expect(setGoal(viewer, goal, database.db)).rejects.toMatchObject(refused);
  });

  it('is refused for an account outside the scope, and to people who are no members', async () => {
    const elsewhere = { ...item, accountId: 2 };
    await expect(note(owner, elsewhere, 'x', effects())).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(assign(owner, item, stranger, effects())).rejects.toMatchObject({
      code: 'bad_input',
    });
  });

  it('puts off, gives, notes and marks done, each without losing the others, and is audited', async () => {
    await snooze(owner, item, '2026-11-25', effects());
    await assign(owner, item, vic, effects());
    await note(owner, item, '  call first ', effects());
    await markDone(owner, item, true, effects());
    const { rows } = await database.pool.query(
      `select snoozed_until::text, assignee_id, note, done_cents::int from work_items`,
    );
    expect(rows).toEqual([
      { snoozed_until: '2026-11-25', assignee_id: vic, note: 'call first', done_cents: 50000 },
    ]);
    const [table] = await leftOnTable(owner, effects());
    expect(table?.hidden).toMatchObject({ rows: 1, amountCents: 50000 });
    const audited = await database.db.execute(
      sql`select about from audit_events where what = 'item_decided' order by id`,
    );
    expect(audited.rows.map((row) => row.about)).toEqual([
      'put off job J1',
      'assigned job J1',
      'noted job J1',
      'done job J1',
    ]);
    await markDone(owner, item, false, effects());
    await snooze(owner, item, null, effects());
    const [back] = await leftOnTable(owner, effects());
    expect(back?.hidden.rows).toBe(0);
  });

  it('takes no day that is over', async () => {
    await expect(snooze(owner, item, '2026-11-20', effects())).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});
