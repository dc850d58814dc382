import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from './account-scope';
import { admit } from './admission';
import { wipeAccount } from './delete-account';
import { acceptInvitation, invite } from './invitations';
import { startSession } from './sessions';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A word that stands in every text column of the account to delete, so that a copy anywhere is found. */
const canary = 'canary-7f3a';

async function ownedAccount(id: string) {
  const who = {
    jobberAccount: { id: `${id}-${canary}`, name: `${id} ${canary}` },
    jobberUser: { id: `user-${id}`, name: `Owner ${id}`, email: null, isAdmin: true },
  };
  const allowedAccounts = [`doomed-${canary}`, `kept-${canary}`];
  const admission = await database.db.transaction((tx) =>
    admit(who, { intent: null, allowedAccounts }, tx),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  return admission;
}

type Column = { name: string; type: string; isArray: boolean };

/** One row with made-up values in every table that names an account, parents before children. */
async function fillEverything(accountId: number, jobberAccountId: string): Promise<string[]> {
  const { rows: tables } = await database.pool.query<{ table: string; columns: Column[] }>(`
    select c.table_name as table, json_agg(json_build_object('name', c.column_name, 'type', c.udt_name,
      'isArray', c.data_type = 'ARRAY') order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_identity = 'NO' and c.is_generated = 'NEVER'
    group by c.table_name
    having bool_or(c.column_name = 'account_id') and c.table_name not in ('memberships', 'invitations')`);
  const waiting = [...tables];
  const filled: string[] = [];
  for (let round = 0; round < 5 && waiting.length > 0; round += 1) {
    for (const { table, columns } of [...waiting]) {
      const values = columns.map((column) => valueFor(column, accountId, jobberAccountId));
      const list = columns.map(({ name }) => `"${name}"`).join(', ');
      const marks = columns.map((_, index) => `$${index + 1}`).join(', ');
      const isIn = await database.pool
        .query(`insert into "${table}" (${list}) values (${marks}) on conflict do nothing`, values)
        .then(
          () => true,
          () => false,
        );
      if (!isIn) continue;
      filled.push(table);
      waiting.splice(
        waiting.findIndex((other) => other.table === table),
        1,
      );
    }
  }
  return filled;
}

function valueFor({ name, type, isArray }: Column, accountId: number, jobberAccountId: string) {
  if (name === 'account_id') return accountId;
  if (name === 'jobber_account_id') return jobberAccountId;
  if (name === 'time_zone') return 'UTC';
  if (isArray) return type.includes('int') ? [1] : [canary];
  if (type === 'uuid') return null;
  if (type === 'bool') return false;
  if (/^(int|float|numeric)/.test(type)) return 1;
  if (/^(timestamp|date)/.test(type)) return '2026-03-01';
  if (type === 'jsonb' || type === 'json') return JSON.stringify({ canary });
  return canary;
}

/** Every table that still holds `needle` in any column of any row. */
async function tablesWith(needle: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ table: string }>(
    `select table_name as table from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table } of rows) {
    const hit = await database.pool.query(
      `select 1 from "${table}" t where strpos(t::text, $1) > 0 limit 1`,
      [needle],
    );
    if (hit.rows.length > 0) found.push(table);
  }
  return found;
}

/** How many rows each table has of an account, by the catalog; tables without one are left out. */
async function rowsOf(accountId: number): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ table: string }>(
    `select c.table_name as table from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'account_id' and t.table_type = 'BASE TABLE'`,
  );
  const counts: Record<string, number> = {};
  for (const { table } of rows) {
    const own = await database.pool.query(`select 1 from "${table}" where account_id = $1`, [
      accountId,
    ]);
    if (own.rows.length > 0) counts[table] = own.rows.length;
  }
  return counts;
}

test('deleting an account leaves no row of it in any table, and every row of the other account', async () => {
  const doomed = await ownedAccount('doomed');
  const kept = await ownedAccount('kept');
  const scope = await requireAccounts(doomed, doomed.slug, database.db);
  const { token } = await invite(
    scope,
    doomed.accountId,
    { name: `Dana ${canary}`, role: 'viewer' },
    database.db,
  );
  await database.db.transaction((tx) => acceptInvitation(token, null, tx));
  await startSession(doomed.personId, canary, database.db);
  await database.pool.query(
    `with p as (insert into people (name) values ($2) returning id)
     insert into audit_events (account_id, person_id, what) select $1, id, 'signed_in' from p`,
    [doomed.accountId, `Taken out ${canary}`],
  );
  await database.pool.query(
    `with c as (insert into jobber_connections (id, jobber_account_id, jobber_user_id, status, grant_no, token_version)
       values (gen_random_uuid(), $1, $2, 'active', 1, 1) returning id)
     insert into connection_events (connection_id, grant_no, token_version, what, why) select id, 1, 1, 'connected', $2 from c`,
    [`doomed-${canary}`, canary],
  );
  const filled = await fillEverything(doomed.accountId, `doomed-${canary}`);
  for (const table of [
    'clients',
    'client_emails',
    'record_search',
    'invoices',
    'webhook_events',
    'sync_events',
    'audit_events',
  ])
    expect(filled, `a row in ${table}`).toContain(table);
  expect((await tablesWith(canary)).length).toBeGreaterThan(25);

  await fillEverything(kept.accountId, `kept-${canary}`);
  const ofTheOther = await rowsOf(kept.accountId);
  expect(Object.keys(ofTheOther).length).toBeGreaterThan(25);

  await wipeAccount(doomed.accountId, doomed.personId, database.db);

  expect(await rowsOf(doomed.accountId)).toEqual({});
  expect(await rowsOf(kept.accountId)).toEqual(ofTheOther);
  await wipeAccount(kept.accountId, kept.personId, database.db);
  expect(await tablesWith(canary)).toEqual([]);
});

test('a worker that locks rows the other way around while an account is deleted cannot stop it', async () => {
  const doomed = await ownedAccount('doomed');
  const kept = await ownedAccount('kept');
  await database.pool.query('insert into jobber_budgets (account_id) values ($1)', [
    doomed.accountId,
  ]);
  const worker = await database.pool.connect();
  try {
    await worker.query('begin');
    await worker.query('update jobber_budgets set failures = 1 where account_id = $1', [
      doomed.accountId,
    ]);
    const wiping = wipeAccount(doomed.accountId, doomed.personId, database.db);
    await untilOneWaits();
    const ending = worker
      .query(
        `insert into sync_events (account_id, entity, stage, kind, message) values ($1, 'client', 'recent', 'error', 'x')`,
        [doomed.accountId],
      )
      .then(
        () => worker.query('commit'),
        () => worker.query('rollback'),
      );
    await Promise.all([wiping, ending]);
  } finally {
    worker.release();
  }
  expect(await rowsOf(doomed.accountId)).toEqual({});
  await wipeAccount(kept.accountId, kept.personId, database.db);
});

/** Until a session of this database waits for another's lock. */
async function untilOneWaits(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

test('after the claiming account is deleted, the next owns the server; after the last, whoever signs in', async () => {
  await database.db.execute(sql`truncate accounts, people, installation cascade`);
  const doomed = await ownedAccount('doomed');
  const kept = await ownedAccount('kept');
  const claim = async () => {
    const { rows } = await database.pool.query('select jobber_account_id as id from installation');
    return rows.map(({ id }) => id as string);
  };
  expect(await claim()).toEqual([`doomed-${canary}`]);
  await wipeAccount(doomed.accountId, doomed.personId, database.db);
  expect(await claim()).toEqual([`kept-${canary}`]);
  await wipeAccount(kept.accountId, kept.personId, database.db);
  expect(await claim()).toEqual([]);
});
