import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { bury, ingest } from './ingest';
import { repairRollups } from './rollups';

let database: TestDatabase;
let accountId: number;
let otherAccountId: number;

beforeAll(async () => {
  database = await testDatabase();
  const made = await database.db
    .insert(accounts)
    .values([
      { jobberAccountId: 'A', slug: 'a', name: 'A' },
      { jobberAccountId: 'B', slug: 'b', name: 'B' },
    ])
    .returning({ id: accounts.id });
  accountId = made[0]?.id ?? 0;
  otherAccountId = made[1]?.id ?? 0;
});
afterAll(() => database.close());

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 12, minute));

const client = (id: string, minute: number, more: Record<string, unknown> = {}) => ({
  id,
  name: 'Ärzte 12',
  isLead: false,
  isArchived: false,
  balance: 12.3,
  email: 'Mail@Example.test',
  phone: '(555) 010-2030',
  createdAt: at(0).toISOString(),
  updatedAt: at(minute).toISOString(),
  ...more,
});

const clientDetail = (id: string, minute: number, phone = '+1 555 999') => ({
  id,
  updatedAt: at(minute).toISOString(),
  firstName: 'Ann',
  lastName: 'Lee',
  companyName: 'Lee GmbH',
  isCompany: true,
  billingAddress: {
    street: '12 Oak',
    city: 'York',
    province: 'ON',
    postalCode: '1',
    country: 'CA',
  },
  emails: [{ id: 'e', address: 'Second@Example.test', description: 'MAIN', primary: true }],
  phones: [{ id: 'p', number: phone, description: 'MAIN', primary: true, smsAllowed: false }],
  tags: { nodes: [{ id: 't', label: 'VIP' }] },
  customFields: [{ label: 'Gate', valueText: '7' }],
});

const invoice = (id: string, minute: number, status: string, balance: number) => ({
  id,
  invoiceNumber: 'INV-0042',
  invoiceStatus: status,
  amounts: { subtotal: 100, discountAmount: 10, total: 99, invoiceBalance: balance },
  issuedDate: '2026-01-06T02:00:00Z',
  dueDate: null,
  createdAt: at(0).toISOString(),
  updatedAt: at(minute).toISOString(),
  client: { id: 'c1' },
});

const lean = (minute: number) => ({ readAt: at(minute), part: 'lean' as const });
const detail = (minute: number) => ({ readAt: at(minute), part: 'detail' as const });

async function rows<T extends Record<string, unknown>>(query: ReturnType<typeof sql>) {
  return (await database.db.execute<T>(query)).rows;
}

async function rollupsEqualACount(account: number) {
  const differences = await rows(sql`
    (select kind, day, status, n, net_cents, total_cents, balance_cents from rollups where account_id = ${account} and (n, net_cents, total_cents, balance_cents) <> (0, 0, 0, 0)
     except select * from counted_rollups(${account}))
    union all
    (select * from counted_rollups(${account})
     except select kind, day, status, n, net_cents, total_cents, balance_cents from rollups where account_id = ${account})`);
  expect(differences).toEqual([]);
}

describe('ingest', () => {
  it('writes a new record once and an unchanged one not at all', async () => {
    const first = await ingest(database.db, accountId, 'client', [client('c1', 1)], lean(2));
    expect(first.changed).toEqual(['c1']);
    const [before] = await rows<{ xmin: string }>(sql`select xmin from clients where id = 'c1'`);
    const again = await ingest(database.db, accountId, 'client', [client('c1', 1)], lean(3));
    expect(again.changed).toEqual([]);
    const [after] = await rows<{ xmin: string }>(sql`select xmin from clients where id = 'c1'`);
    expect(after).toEqual(before);
  });

  it('keeps money in cents, a natural sort key and the digits of the phone', async () => {
    const [row] = await rows(
      sql`select sort_name, balance_cents::int as cents, phone_digits from clients where id = 'c1'`,
    );
    expect(row).toEqual({ sort_name: 'arzte 0000000012', cents: 1230, phone_digits: '5550102030' });
  });

  it('lets no older version and no older read replace a newer one', async () => {
    await ingest(database.db, accountId, 'client', [client('c2', 5, { name: 'New' })], lean(6));
    await ingest(database.db, accountId, 'client', [client('c2', 4, { name: 'Old' })], lean(9));
    await ingest(database.db, accountId, 'client', [client('c2', 5, { name: 'Late' })], lean(5));
    const [row] = await rows(sql`select name from clients where id = 'c2'`);
    expect(row).toEqual({ name: 'New' });
    await ingest(database.db, accountId, 'client', [client('c2', 5, { balance: 7 })], lean(10));
    const [moved] = await rows(sql`select balance_cents::int as c from clients where id = 'c2'`);
    expect(moved).toEqual({ c: 700 });
  });

  it('replaces what hangs on a record with its detail and asks for the detail again once the record changes', async () => {
    await ingest(database.db, accountId, 'client', [clientDetail('c1', 1)], detail(11));
    await ingest(database.db, accountId, 'client', [clientDetail('c1', 1, '555 111')], detail(12));
    expect(await rows(sql`select digits from client_phones where client_id = 'c1'`)).toEqual([
      { digits: '555111' },
    ]);
    expect(await rows(sql`select label from tags`)).toEqual([{ label: 'VIP' }]);
    await ingest(database.db, accountId, 'client', [client('c1', 13)], lean(13));
    expect(await rows(sql`select detail_at, company_name from clients where id = 'c1'`)).toEqual([
      { detail_at: null, company_name: 'Lee GmbH' },
    ]);
  });

  it('finds work by the words, address and digits of its client, whichever came first', async () => {
    await ingest(database.db, accountId, 'invoice', [invoice('i0', 1, 'paid', 0)], lean(14));
    await ingest(database.db, accountId, 'client', [clientDetail('c1', 13)], detail(15));
    for (const fragment of ['1555999', 'york', 'lee gmbh', 'inv-0042', 'second@example']) {
      const found = await rows(
        sql`select id from record_search where account_id = ${accountId} and kind = 'invoice' and search like ${`%${fragment}%`}`,
      );
      expect(found, fragment).toEqual([{ id: 'i0' }]);
    }
    expect(await rows(sql`select client_sort from invoices where id = 'i0'`)).toEqual([
      { client_sort: 'arzte 0000000012' },
    ]);
  });

  it('keeps the daily sums equal to a full count through inserts, changes and deletes', async () => {
    await rows(
      sql`insert into sync_accounts (account_id, time_zone) values (${accountId}, 'America/New_York')`,
    );
    const { db } = database;
    expect(await repairRollups(db, accountId)).toBe(2);
    await ingest(
      db,
      accountId,
      'invoice',
      [invoice('i1', 1, 'awaiting_payment', 99), invoice('i2', 1, 'draft', 0)],
      lean(20),
    );
    await ingest(db, accountId, 'invoice', [invoice('i1', 2, 'paid', 0)], lean(21));
    await bury(db, accountId, 'invoice', ['i2', 'i0'], { readAt: at(22), foundBy: 'event' });
    await rollupsEqualACount(accountId);
    expect(
      await rows(
        sql`select day, status, n, net_cents::int as net from rollups where kind = 'invoice' and n > 0`,
      ),
    ).toEqual([{ day: '2026-01-05', status: 'paid', n: 1, net: 9000 }]);
  });

  it('keeps when the earliest open invoice of a client is due, whichever came first and whatever becomes of it', async () => {
    const { db } = database;
    const firstDue = async () =>
      (await rows(sql`select first_due_at from clients where id = 'c9'`)).map((row) =>
        row.first_due_at === null ? null : new Date(String(row.first_due_at)).toISOString(),
      );
    const due = (id: string, minute: number, day: string, status = 'past_due') => ({
      ...invoice(id, minute, status, status === 'paid' ? 0 : 5),
      dueDate: `2026-01-${day}T05:00:00.000Z`,
      client: { id: 'c9' },
    });
    await ingest(db, accountId, 'invoice', [due('d1', 1, '20'), due('d2', 1, '12')], lean(20));
    await ingest(db, accountId, 'client', [client('c9', 1)], lean(20));
    expect(await firstDue()).toEqual(['2026-01-12T05:00:00.000Z']);
    await ingest(db, accountId, 'invoice', [due('d2', 2, '12', 'paid')], lean(21));
    expect(await firstDue()).toEqual(['2026-01-20T05:00:00.000Z']);
    await ingest(db, accountId, 'invoice', [due('d3', 2, '02', 'draft')], lean(21));
    await ingest(db, accountId, 'invoice', [due('d1', 2, '18')], lean(22));
    expect(await firstDue()).toEqual(['2026-01-18T05:00:00.000Z']);
    expect(await repairRollups(db, accountId)).toBe(0);
    await bury(db, accountId, 'invoice', ['d1'], { readAt: at(23), foundBy: 'event' });
    expect(await firstDue()).toEqual([null]);
    await rows(sql`update clients set first_due_at = now() where id = 'c9'`);
    expect(await repairRollups(db, accountId)).toBe(1);
    expect(await firstDue()).toEqual([null]);
    await bury(db, accountId, 'invoice', ['d2', 'd3'], { readAt: at(23), foundBy: 'event' });
  });

  it('does not bring a buried record back from an older read, but from a newer one', async () => {
    const { db } = database;
    await ingest(db, accountId, 'invoice', [invoice('i2', 3, 'draft', 0)], lean(22));
    expect(await rows(sql`select id from invoices where id = 'i2'`)).toEqual([]);
    await ingest(db, accountId, 'invoice', [invoice('i2', 3, 'draft', 0)], lean(23));
    expect(await rows(sql`select id from invoices where id = 'i2'`)).toEqual([{ id: 'i2' }]);
  });

  it('keeps accounts apart when they hold the same id', async () => {
    await ingest(
      database.db,
      otherAccountId,
      'client',
      [client('c1', 50, { name: 'Other' })],
      lean(50),
    );
    expect(await rows(sql`select name from clients where id = 'c1' order by account_id`)).toEqual([
      { name: 'Ärzte 12' },
      { name: 'Other' },
    ]);
  });

  it('loses nothing and counts right when many write the same records at once', async () => {
    const turns = Array.from({ length: 20 }, (_, turn) =>
      ingest(
        database.db,
        otherAccountId,
        'invoice',
        Array.from({ length: 30 }, (_, n) =>
          invoice(`x${n}`, 1 + ((turn * 7 + n) % 20), turn % 2 ? 'paid' : 'draft', turn),
        ),
        lean(30 + turn),
      ),
    );
    await Promise.all(turns);
    await rollupsEqualACount(otherAccountId);
    const [row] = await rows<{ n: number }>(
      sql`select count(*)::int as n from invoices where account_id = ${otherAccountId} and updated_at = ${at(20).toISOString()}`,
    );
    expect(row?.n).toBe(30);
  });
});
