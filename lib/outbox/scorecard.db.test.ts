import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { deliverMail } from './deliver-mail';
import { findSubscription, keepSubscription, writeDueScorecards } from './due-scorecards';
import { receiveMail } from './test-receivers';

let database: TestDatabase;
let scope: AccountScope;
let post: Awaited<ReturnType<typeof receiveMail>>;
const ana = '00000000-0000-4000-8000-000000000001';
const origin = 'https://board.example';
const mondayAtSeven = new Date('2026-11-16T12:00:00Z');
const from = 'Fieldboard <board@example.com>';

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(`
    insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar <Ridge>');
    insert into people (id, name) values ('${ana}', 'Ana');
    insert into memberships (account_id, person_id, role) values (1, '${ana}', 'owner');
    insert into account_formats (account_id, time_zone) values (1, 'America/New_York');
    insert into invoices (account_id, id, hash, read_at, created_at, updated_at, invoice_number, status, subtotal_cents,
        discount_cents, total_cents, balance_cents, issued_at, due_at)
      values (1, 'I1', '', now(), '2026-11-10', '2026-11-10', '7', 'past_due', 123450, 0, 123450, 40025, '2026-11-10 15:00Z', '2026-11-11 15:00Z');`);
  scope = await requireAccounts({ personId: ana }, 'cedar', database.db);
  post = await receiveMail();
});
afterAll(async () => {
  await post.close();
  await database.close();
});

it('sends nobody anything unasked, and not before seven where the account is', async () => {
  expect(await findSubscription(scope, 1, database.db)).toBeNull();
  expect(await writeDueScorecards(origin, { db: database.db, now: mondayAtSeven })).toBe(0);
  await keepSubscription(scope, 1, { email: 'ana@example.com', weekday: 1 }, database.db);
  const atSix = new Date('2026-11-16T11:59:00Z');
  const tuesday = new Date('2026-11-17T12:00:00Z');
  expect(await writeDueScorecards(origin, { db: database.db, now: atSix })).toBe(0);
  expect(await writeDueScorecards(origin, { db: database.db, now: tuesday })).toBe(0);
});

it('brings the same numbers as the pages, once, over a real mail server', async () => {
  expect(await writeDueScorecards(origin, { db: database.db, now: mondayAtSeven })).toBe(1);
  expect(await writeDueScorecards(origin, { db: database.db, now: mondayAtSeven })).toBe(0);
  expect(await deliverMail({ smtpUrl: post.url, from }, database.db)).toBe(1);
  expect(await deliverMail({ smtpUrl: post.url, from }, database.db)).toBe(0);
  const mail = post.mails[0] ?? '';
  const params = reportParams({ period: 'last-week', against: 'period-before' }, mondayAtSeven, {
    timeZone: 'America/New_York',
    firstWeekday: 1,
    workingDays: [1],
  });
  const [revenue] = await runReport(scope, 'revenue-invoiced', params, {
    db: database.db,
    now: mondayAtSeven,
  });
  expect(revenue?.figure.value).toBe(123450);
  expect(mail).toContain('Revenue invoiced, last week: $1,234.50');
  expect(mail).toContain('Receivables by age: $400.25');
  expect(mail).toContain('Overdue: $400.25');
  expect(mail).toContain('ana@example.com');
  expect(mail).not.toContain('Cedar <Ridge></h1>');
});

it('keeps a mail that the server refuses, and sends it when the server is back', async () => {
  await database.pool.query(
    `insert into outbox_mails (account_id, "to", subject, text, html) values (1, 'a@example.com', 's', 't', 'h')`,
  );
  expect(await deliverMail({ smtpUrl: 'smtp://127.0.0.1:1', from }, database.db)).toBe(0);
  expect(await deliverMail({ smtpUrl: post.url, from }, database.db)).toBe(0);
  await database.shiftClock(61_000);
  expect(await deliverMail({ smtpUrl: post.url, from }, database.db)).toBe(1);
});

it('is for who may export: a viewer subscribes to nothing, and is sent nothing once they are one', async () => {
  const wanted = { email: 'ana@example.com', weekday: 2 };
  const tuesday = new Date('2026-11-17T13:00:00Z');
  await keepSubscription(scope, 1, wanted, database.db);
  await database.pool.query(`update memberships set role = 'viewer'`);
  expect(await writeDueScorecards(origin, { db: database.db, now: tuesday })).toBe(0);
  const looking = await requireAccounts({ personId: ana }, 'cedar', database.db);
  await expect(keepSubscription(looking, 1, wanted, database.db)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await database.pool.query(`update memberships set role = 'owner'`);
  expect(await writeDueScorecards(origin, { db: database.db, now: tuesday })).toBe(1);
});

it('ends with the subscription, and with the membership', async () => {
  await keepSubscription(scope, 1, null, database.db);
  expect(await findSubscription(scope, 1, database.db)).toBeNull();
  await keepSubscription(scope, 1, { email: 'ana@example.com', weekday: 2 }, database.db);
  await database.pool.query('delete from memberships');
  const tuesday = new Date('2026-11-17T13:00:00Z');
  expect(await writeDueScorecards(origin, { db: database.db, now: tuesday })).toBe(0);
});
