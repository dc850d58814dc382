import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from './account-scope';
import { admit } from './admission';
import { erasableClients, eraseClient } from './erase-client';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Stands in every word of the client to erase, and of nobody else. */
const canary = 'Zenobia-4711';

async function owner() {
  const who = {
    jobberAccount: { id: 'A', name: 'Cedar Ridge' },
    jobberUser: { id: 'u1', name: 'Dale', email: null, isAdmin: true },
  };
  const admission = await database.db.transaction((tx) =>
    admit(who, { intent: null, allowedAccounts: [] }, tx),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  return { ...admission, scope: await requireAccounts(admission, undefined, database.db) };
}

type Column = { name: string; type: string };

/** A row in every table that has a client, as if Jobber had just sent it; a second time, as if it had sent it again. */
async function send(accountId: number, clientId: string, word: string): Promise<void> {
  const tables = {
    clients: {},
    client_emails: { client_id: clientId, id: 'e' },
    client_phones: { client_id: clientId, id: 'p' },
    client_tags: { client_id: clientId, id: 't' },
    properties: { id: `property-${clientId}` },
    requests: { id: `request-${clientId}` },
    assessments: { id: `assessment-${clientId}`, request_id: `request-${clientId}` },
    quotes: { id: `quote-${clientId}` },
    jobs: { id: `job-${clientId}` },
    visits: { id: `visit-${clientId}` },
    invoices: { id: `invoice-${clientId}` },
    payment_records: { id: `payment-${clientId}` },
    time_sheets: { id: `sheet-${clientId}` },
    custom_field_values: {
      owner_kind: 'job',
      owner_id: `job-${clientId}`,
      label: 'Gate',
      type: 'text',
    },
    line_items: { owner_kind: 'quote', owner_id: `quote-${clientId}`, id: 'l', name: 'Mowing' },
    work_items: { kind: 'invoice', record_id: `invoice-${clientId}` },
    record_search: { kind: 'client', id: clientId, search: word.toLowerCase(), label: word },
    snapshot_items: { kind: 'receivables', record_id: `invoice-${clientId}` },
  };
  for (const [table, fixed] of Object.entries(tables)) {
    const { rows } = await database.pool.query<Column>(
      `select column_name as name, udt_name as type from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO'`,
      [table],
    );
    const known: Record<string, unknown> = {
      id: clientId,
      account_id: accountId,
      client_id: clientId,
      property_id: `property-${clientId}`,
      status: 'open',
      adjustment_type: 'PAYMENT',
      state: 'open',
      ...fixed,
    };
    const values = rows.map(({ name, type }) => known[name] ?? madeUp(name, type, word));
    const names = rows.map(({ name }) => `"${name}"`);
    await database.pool.query(
      `insert into "${table}" as t (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})
       on conflict on constraint "${await keyOf(table)}" do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      values,
    );
  }
}

async function keyOf(table: string): Promise<string> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
    [table],
  );
  return rows[0]?.name ?? '';
}

function madeUp(name: string, type: string, word: string) {
  if (type === 'uuid') return null;
  if (type === 'bool') return false;
  if (/^(int|float|numeric)/.test(type)) return 47;
  if (/^(timestamp|date)/.test(type)) return '2026-03-01';
  if (type === '_text') return [word];
  if (/^(source|lead_source|category|billing_frequency|schedule_summary)$/.test(name))
    return 'plain';
  return /(_id|uri|number|hash|digits|type|_by)$/.test(name) ? '1' : word;
}

async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ table: string }>(
    `select table_name as table from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table } of rows) {
    const hit = await database.pool.query(
      `select 1 from "${table}" t where strpos(lower(t::text), lower($1)) > 0 limit 1`,
      [word],
    );
    if (hit.rows.length > 0) found.push(table);
  }
  return found;
}

test('erasing leaves no word of the client in any table, keeps every figure and every other client', async () => {
  const { scope, accountId } = await owner();
  await send(accountId, 'c1', canary);
  await send(accountId, 'c2', 'Otto');
  const sums = () =>
    database.pool.query(
      'select kind, day::text, status, n, total_cents, balance_cents from rollups order by 1, 2, 3',
    );
  const before = (await sums()).rows;
  const others = await tablesWith('Otto');
  expect((await tablesWith(canary)).length).toBeGreaterThan(14);
  expect(await erasableClients(scope, accountId, 'ZENOBIA', database.db)).toMatchObject([
    { id: 'c1' },
  ]);

  await eraseClient(scope, accountId, 'c1', database.db);

  expect(await tablesWith(canary)).toEqual([]);
  expect(await tablesWith('Otto')).toEqual(others);
  expect((await sums()).rows).toEqual(before);
  expect(await erasableClients(scope, accountId, 'zenobia', database.db)).toEqual([]);
});

test('what Jobber sends of an erased client later does not stay, while the rest of the account is written as ever', async () => {
  const { rows } = await database.pool.query('select id from accounts');
  const accountId = rows[0].id as number;
  await send(accountId, 'c1', canary);
  await send(accountId, 'c3', 'Paula');
  expect(await tablesWith(canary)).toEqual([]);
  expect((await tablesWith('Paula')).length).toBeGreaterThan(14);
});

test('only an owner erases, and only a client that is there', async () => {
  const { rows } = await database.pool.query('select person_id as id, account_id from memberships');
  const { id: personId, account_id: accountId } = rows[0];
  const scope = await requireAccounts({ personId }, undefined, database.db);
  await expect(eraseClient(scope, accountId, 'nobody', database.db)).rejects.toThrow(
    'no such client',
  );
  await database.db.execute(sql`update memberships set role = 'bookkeeper'`);
  const keeper = await requireAccounts({ personId }, undefined, database.db);
  await expect(eraseClient(keeper, accountId, 'c2', database.db)).rejects.toThrow('Only an owner');
});
