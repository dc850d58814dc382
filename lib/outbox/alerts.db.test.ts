import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { leftOnTable } from '@/lib/reports/left-on-table';
import { reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { endAlert, keepAlert, keptAlerts, testAlert, type WantedAlert } from './alerts';
import { deliverMail } from './deliver-mail';
import { deliverWebhooks } from './deliver-webhooks';
import { evaluateAlerts } from './evaluate-alerts';
import { signatureOf } from './post-webhook';
import { receiveMail, receiveWebhooks } from './test-receivers';

let database: TestDatabase;
let scope: AccountScope;
let post: Awaited<ReturnType<typeof receiveMail>>;
let web: Awaited<ReturnType<typeof receiveWebhooks>>;
const ana = '00000000-0000-4000-8000-000000000001';
const bea = '00000000-0000-4000-8000-000000000002';
const origin = 'https://board.example';
const serverSecret = 's'.repeat(40);
const now = new Date('2026-11-16T12:00:00Z');
const calendar = { timeZone: 'America/New_York', firstWeekday: 1, workingDays: [1] };

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(`
    insert into accounts (jobber_account_id, slug, name) values ('A1', 'cedar', 'Cedar <Ridge>');
    insert into people (id, name) values ('${ana}', 'Ana'), ('${bea}', 'Bea');
    insert into memberships (account_id, person_id, role) values (1, '${ana}', 'owner'), (1, '${bea}', 'bookkeeper');
    insert into account_formats (account_id, time_zone) values (1, 'America/New_York');
    insert into sync_streams (account_id, entity, stage, state, finished_at)
      select 1, entity, stage, 'done', now() from unnest(array['invoice', 'payment']) entity, unnest(array['recent', 'history']) stage;
    insert into invoices (account_id, id, hash, read_at, created_at, updated_at, invoice_number, status, subtotal_cents,
        discount_cents, total_cents, balance_cents, issued_at, due_at)
      values (1, 'I1', '', now(), '2026-11-10', '2026-11-10', '7', 'past_due', 123450, 0, 123450, 40025, '2026-11-10 15:00Z', '2026-11-11 15:00Z');`);
  scope = await requireAccounts({ personId: ana }, 'cedar', database.db);
  post = await receiveMail();
  web = await receiveWebhooks();
});
beforeEach(async () => {
  await database.pool.query('delete from alerts');
  await owe(40025);
  web.answer.status = 200;
  web.hooks.length = 0;
  post.mails.length = 0;
});
afterAll(async () => {
  await web.close();
  await post.close();
  await database.close();
});

describe('a number that goes beyond its threshold', () => {
  it('comes by mail with the number of the page, once for each crossing and not for each look', async () => {
    expect(await keep({})).toEqual({ isBeyond: false });
    expect(await look()).toBe(0);
    await owe(50_010);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    await owe(60_010);
    expect(await look()).toBe(0);
    expect(await deliverMail({ smtpUrl: post.url, from: 'b@example.com' }, database.db)).toBe(1);
    expect(post.mails[0]).toContain(
      'Receivables by age of Cedar <Ridge> is $500.10, above $500.00.',
    );
    expect(post.mails[0]).toContain(`${origin}/reports/receivables?account=cedar`);
    expect(post.mails[0]).toContain('owner@example.com');
    expect(post.mails[0]).not.toContain('Cedar <Ridge> is $500.10, above $500.00.</p>');
    await owe(100);
    expect(await look()).toBe(0);
    await owe(70_000);
    expect(await look()).toBe(1);
  });

  it('comes by webhook with the value of the report, signed', async () => {
    await keep({ channel: 'webhook', target: web.url, direction: 'below', threshold: 40_000 });
    await owe(39_999);
    expect(await look()).toBe(1);
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    const params = reportParams({ against: 'period-before' }, now, calendar);
    const [page] = await runReport(scope, 'receivables', params, { db: database.db, now });
    const [hook] = web.hooks;
    const body = JSON.parse(hook?.body ?? '');
    expect(body).toMatchObject({
      type: 'alert.crossed',
      report: 'receivables',
      value: page?.figure.value,
      rows: page?.figure.rows,
      unit: 'cents',
      currency: 'USD',
      text: '$399.99',
      account: { slug: 'cedar' },
    });
    const { alerts } = await keptAlerts(scope, 1, { serverSecret, db: database.db });
    const secret = alerts[0]?.secret ?? '';
    expect(hook?.headers['fieldboard-signature']).toBe(signatureOf(hook?.body ?? '', secret, now));
    expect(hook?.headers['fieldboard-signature']).not.toBe(
      signatureOf(hook?.body ?? '', `${secret}x`, now),
    );
  });

  it('may be the money left on the table, told as the overview and its list count it', async () => {
    await database.pool.query(`
      insert into sync_streams (account_id, entity, stage, state, finished_at)
        select 1, entity, stage, 'done', now() from unnest(array['job', 'quote', 'visit', 'request']) entity,
          unnest(array['recent', 'history', 'details']) stage`);
    const table = { report: 'left-on-table', channel: 'webhook', target: web.url } as const;
    expect(await keep(table)).toEqual({ isBeyond: false });
    await owe(70_000);
    expect(await look()).toBe(1);
    expect(await deliver()).toBe(1);
    const [page] = await leftOnTable(scope, { db: database.db, now });
    expect(page?.totalCents).toBe(70_000);
    expect(JSON.parse(web.hooks[0]?.body ?? '')).toMatchObject({
      report: 'left-on-table',
      title: 'Money left on the table',
      value: page?.totalCents,
      rows: 1,
      text: '$700.00',
      url: `${origin}/overview/left-on-table?account=cedar`,
    });
    await owe(0);
    expect(await look()).toBe(0);
    await owe(70_000);
    expect(await look()).toBe(1);
  });

  it('says where the number stands when it is made, and tells of nothing that was so before', async () => {
    expect(await keep({ threshold: 10_000 })).toEqual({ isBeyond: true });
    expect(await look()).toBe(0);
  });

  it('is not judged while what it is made of is still being read', async () => {
    await keep({});
    await database.pool.query(
      `update sync_streams set finished_at = null where entity = 'invoice'`,
    );
    await owe(90_000);
    expect(await look()).toBe(0);
    await database.pool.query(`update sync_streams set finished_at = now()`);
    expect(await look()).toBe(1);
  });

  it('sends a test on demand, called one, and still tells of the crossing afterwards', async () => {
    await keep({ channel: 'webhook', target: web.url });
    const { alerts } = await keptAlerts(scope, 1, { serverSecret, db: database.db });
    await testAlert(scope, 'cedar', alerts[0]?.id ?? '', { origin, db: database.db, now });
    expect(await deliver()).toBe(1);
    expect(JSON.parse(web.hooks[0]?.body ?? '')).toMatchObject({
      type: 'alert.test',
      value: 40025,
    });
    await owe(90_000);
    expect(await look()).toBe(1);
    const hers = await requireAccounts({ personId: bea }, 'cedar', database.db);
    await expect(
      testAlert(hers, 'cedar', alerts[0]?.id ?? '', { origin, db: database.db, now }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is written once by any number of processes', async () => {
    await keep({});
    await owe(90_000);
    const written = await Promise.all([look(), look(), look()]);
    expect(written.reduce((sum, n) => sum + n, 0)).toBe(1);
  });
});

describe('a webhook', () => {
  it('is tried again with growing rests, six times in all, and its log says why', async () => {
    await keep({ channel: 'webhook', target: web.url });
    await owe(90_000);
    await look();
    web.answer.status = 500;
    for (let minute = 0; minute < 70; minute += 1) {
      await deliver();
      await database.shiftClock(60_000);
    }
    expect(web.hooks).toHaveLength(6);
    const { deliveries } = await keptAlerts(scope, 1, { serverSecret, db: database.db });
    expect(deliveries).toMatchObject([
      { attempts: 6, isGivenUp: true, sentAt: null, status: 500, error: 'It answered 500.' },
    ]);
  });

  it('follows no redirect and calls nothing inside the network', async () => {
    await keep({ channel: 'webhook', target: web.url });
    await owe(90_000);
    await look();
    Object.assign(web.answer, { status: 302, location: web.url });
    expect(await deliver()).toBe(0);
    expect(web.hooks).toHaveLength(1);
    await database.shiftClock(61_000);
    expect(await deliverWebhooks({ serverSecret, toPrivate: false }, { db: database.db })).toBe(0);
    expect(web.hooks).toHaveLength(1);
    const { deliveries } = await keptAlerts(scope, 1, { serverSecret, db: database.db });
    expect(deliveries[0]?.error).toMatch(/private network/);
  });

  it.each([
    'ftp://example.com',
    'http://example.com/x',
    'https://ana:secret@example.com',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://localhost/x',
    'https://2130706433/',
    'words',
  ])('to %s is refused when it is made', async (target) => {
    const wanted = { ...receivables, channel: 'webhook' as const, target };
    await expect(
      keepAlert(scope, 'cedar', wanted, { toPrivate: false, db: database.db, now }),
    ).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('whose alerts they are', () => {
  it('bookkeepers make mails and see their own; webhooks and all of them belong to owners', async () => {
    const hers = await requireAccounts({ personId: bea }, 'cedar', database.db);
    await keep({ channel: 'webhook', target: web.url });
    await keep({ target: 'bea@example.com' }, hers);
    await expect(keep({ channel: 'webhook', target: web.url }, hers)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const own = await keptAlerts(hers, 1, { serverSecret, db: database.db });
    expect(own.alerts.map(({ target }) => target)).toEqual(['bea@example.com']);
    const all = await keptAlerts(scope, 1, { serverSecret, db: database.db });
    expect(all.alerts).toHaveLength(2);
    const webhook = all.alerts.find(({ channel }) => channel === 'webhook');
    expect(await endAlert(hers, 'cedar', webhook?.id ?? '', database.db)).toBe(false);
    expect(await endAlert(scope, 'cedar', webhook?.id ?? '', database.db)).toBe(true);
  });

  it('is silent once the right is gone, and ends with the membership', async () => {
    await keep({}, await requireAccounts({ personId: bea }, 'cedar', database.db));
    await owe(90_000);
    await database.pool.query(`update memberships set role = 'viewer' where person_id = '${bea}'`);
    expect(await look()).toBe(0);
    await database.pool.query(`delete from memberships where person_id = '${bea}'`);
    expect((await keptAlerts(scope, 1, { serverSecret, db: database.db })).alerts).toEqual([]);
  });
});

const receivables: WantedAlert = {
  report: 'receivables',
  period: 'this-month',
  direction: 'above',
  threshold: 50_000,
  channel: 'mail',
  target: 'owner@example.com',
};

function keep(wanted: Partial<WantedAlert>, who = scope) {
  const options = { toPrivate: true, db: database.db, now };
  return keepAlert(who, 'cedar', { ...receivables, ...wanted }, options);
}

function look() {
  return evaluateAlerts(origin, { db: database.db, now });
}

function deliver() {
  return deliverWebhooks({ serverSecret, toPrivate: true }, { db: database.db, now: () => now });
}

function owe(cents: number) {
  return database.pool.query('update invoices set balance_cents = $1', [cents]);
}
