import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/open';
import { accounts } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { Prng } from '@/lib/sandbox/world/prng';
import { repairRollups } from '@/lib/sync/rollups';
import { loadRaw } from './load-world';
import { randomChoices, randomWorld } from './random-world';
import { rawAccount } from './raw';

const now = Date.UTC(2026, 10, 20, 15, 30);
const rounds = 3;

let database: TestDatabase;
let account: number;
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const world = randomWorld(4, now);
  const [store] = world.accounts.values();
  if (!store) throw new Error('a world without accounts');
  const { name, slug } = store.account;
  const [made] = await db
    .insert(accounts)
    .values({ jobberAccountId: slug, name, slug })
    .returning();
  account = made?.id ?? 0;
  const raw = rawAccount(world, store, account, randomChoices(store, new Prng('kept facts')));
  await loadRaw(db, raw);
  await repairRollups(db, account, new Date(now));
}, 120_000);
afterAll(() => database.close());

/**
 * What people do to records, by table; each edit some statements, on rows that depend on `seed`. Everything that a kept
 * fact is made of changes, goes and comes.
 */
const edits: Record<string, (seed: string) => SQL[][]> = {
  jobs: (seed) => [
    [change('jobs', seed, sql`quote_id = ${some('quotes', seed)}`)],
    [change('jobs', seed, sql`request_id = ${some('requests', seed)}, quote_id = null`)],
    [
      change(
        'jobs',
        seed,
        sql`job_type = case job_type when 'ONE_OFF' then 'RECURRING' else 'ONE_OFF' end`,
      ),
    ],
    [
      change(
        'jobs',
        seed,
        sql`completed_at = coalesce(completed_at, created_at) + interval '1 day'`,
      ),
    ],
    [change('jobs', seed, sql`job_type = 'RECURRING', total_cents = total_cents + 999`)],
    [change('jobs', seed, sql`completed_at = null`)],
    awayAndBack('jobs', seed),
  ],
  quotes: (seed) => [
    [change('quotes', seed, sql`sent_at = coalesce(sent_at, created_at) + interval '1 hour'`)],
    [
      change(
        'quotes',
        seed,
        sql`approved_at = coalesce(approved_at, created_at) + interval '1 day'`,
      ),
    ],
    [change('quotes', seed, sql`approved_at = null`)],
    [change('quotes', seed, sql`request_id = ${some('requests', seed)}`)],
    awayAndBack('quotes', seed),
  ],
  requests: (seed) => [
    [change('requests', seed, sql`created_at = created_at - interval '3 hours'`)],
    awayAndBack('requests', seed),
  ],
  visits: (seed) => [
    [change('visits', seed, sql`start_at = coalesce(start_at, read_at) - interval '30 days'`)],
    [change('visits', seed, sql`start_at = null`)],
    [change('visits', seed, sql`is_complete = true, completed_at = read_at`)],
    [change('visits', seed, sql`is_complete = false, completed_at = null`)],
    [change('visits', seed, sql`job_id = ${some('jobs', seed)}`)],
    awayAndBack('visits', seed),
  ],
  invoices: (seed) => [
    [change('invoices', seed, sql`status = 'draft'`)],
    [change('invoices', seed, sql`status = 'paid'`)],
    [
      change(
        'invoices',
        seed,
        sql`issued_at = coalesce(issued_at, created_at) - interval '2 days'`,
      ),
    ],
    [change('invoices', seed, sql`issued_at = null`)],
    [change('invoices', seed, sql`subtotal_cents = subtotal_cents + 101, issued_at = created_at`)],
    [change('invoices', seed, sql`discount_cents = discount_cents + 7`)],
    [
      change(
        'invoices',
        seed,
        sql`client_id = 'somebody ' || id, issued_at = '2026-11-02T12:00:00Z'`,
      ),
    ],
    [sql`delete from invoices where ${picked('invoices', `${seed} gone`, 1)}`],
  ],
  invoice_jobs: (seed) => [
    [
      sql`
      insert into invoice_jobs (account_id, invoice_id, job_id, is_archived)
      select account_id, id, ${some('jobs', seed)}, false from invoices where ${picked('invoices', seed, 3)}
      on conflict do nothing`,
    ],
    [
      sql`
      update invoice_jobs set job_id = ${some('jobs', `${seed} other`)}
      where (account_id, invoice_id, job_id) in (
        select account_id, invoice_id, job_id from invoice_jobs b where account_id = ${account}
          and not exists (select from invoice_jobs o where o.account_id = b.account_id
            and o.invoice_id = b.invoice_id and o.job_id = ${some('jobs', `${seed} other`)})
        order by md5(invoice_id || ${seed}) limit 1)`,
    ],
    [
      sql`
      delete from invoice_jobs where (account_id, invoice_id, job_id) in (
        select account_id, invoice_id, job_id from invoice_jobs where account_id = ${account}
        order by md5(invoice_id || job_id || ${seed}) limit 3)`,
    ],
  ],
  payment_records: (seed) => [
    [change('payment_records', seed, sql`entry_at = entry_at + interval '40 days'`)],
    [change('payment_records', seed, sql`adjustment_type = 'REFUND'`)],
    [
      change(
        'payment_records',
        seed,
        sql`adjustment_type = 'PAYMENT', invoice_id = ${some('invoices', seed)}`,
      ),
    ],
    awayAndBack('payment_records', seed),
  ],
  line_items: (seed) => [
    [
      change(
        'line_items',
        seed,
        sql`total_cost_cents = coalesce(total_cost_cents, 0) + 55`,
        sql`owner_kind = 'job'`,
      ),
    ],
    [change('line_items', seed, sql`total_cost_cents = null`, sql`owner_kind = 'job'`)],
    awayAndBack('line_items', seed, sql`owner_kind = 'job' and total_cost_cents is not null`),
  ],
  expenses: (seed) => [
    [change('expenses', seed, sql`total_cents = coalesce(total_cents, 0) + 33`)],
    [change('expenses', seed, sql`job_id = ${some('jobs', seed)}`)],
    [change('expenses', seed, sql`total_cents = null`)],
    awayAndBack('expenses', seed),
  ],
  time_sheets: (seed) => [
    [change('time_sheets', seed, sql`end_at = coalesce(end_at, start_at) + interval '50 minutes'`)],
    [
      change(
        'time_sheets',
        seed,
        sql`start_at = start_at - interval '1 day', end_at = end_at - interval '1 day'`,
      ),
    ],
    [change('time_sheets', seed, sql`end_at = null`)],
    [change('time_sheets', seed, sql`category = 'BREAK'`)],
    [change('time_sheets', seed, sql`user_id = ${some('users', seed)}`)],
    [change('time_sheets', seed, sql`user_id = null`)],
    [change('time_sheets', seed, sql`job_id = ${some('jobs', seed)}`)],
    [change('time_sheets', seed, sql`visit_id = ${some('visits', seed)}`)],
    [change('time_sheets', seed, sql`labour_rate_cents = coalesce(labour_rate_cents, 0) + 100`)],
    awayAndBack('time_sheets', seed),
  ],
  labour_rates: (seed) => [
    [
      sql`
      insert into labour_rates (account_id, user_id, from_day, hourly_cents, burden_percent)
      select account_id, id, '2026-01-05', 2500, 12.5 from users where ${picked('users', seed, 3)} on conflict do nothing`,
    ],
    [sql`update labour_rates set hourly_cents = hourly_cents + 10 where account_id = ${account}`],
    // The earliest of each person alone: two of one person would meet on the way, in an order that Postgres does not promise.
    [
      sql`
      update labour_rates r set from_day = from_day - 1 where account_id = ${account} and not exists (
        select from labour_rates o
        where o.account_id = r.account_id and o.user_id = r.user_id and o.from_day < r.from_day)`,
    ],
    [
      sql`
      delete from labour_rates where (account_id, user_id, from_day) in (
        select account_id, user_id, from_day from labour_rates where account_id = ${account}
        order by md5(user_id || from_day || ${seed}) limit 2)`,
    ],
  ],
};

/** The edits that reach a table which nobody edits himself. */
const reachedBy: Record<string, string> = { worked_times: 'time_sheets', client_sums: 'invoices' };

it('keeps jobs, hours and clients equal to a count through edits of every kind', async () => {
  expect(await differences(database.db)).toEqual([]);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [table, editsOf] of Object.entries(edits)) {
      for (const [at, statements] of editsOf(`round ${round}`).entries()) {
        for (const statement of statements) {
          await database.db.transaction((tx) => tx.execute(statement));
          expect(await differences(database.db), `${table} ${at} in round ${round}`).toEqual([]);
        }
      }
    }
  }
  expect(await repairRollups(database.db, account, new Date(now))).toBe(0);
}, 300_000);

describe('each trigger matters', () => {
  it('because edits without it leave wrong facts, which the repair finds', async () => {
    const { rows } = await database.pool.query<{ name: string; table: string }>(`
      select tgname as name, tgrelid::regclass::text as table from pg_trigger where tgname like 'keep_facts_%' order by 2, 1`);
    expect(rows.length).toBe(36);
    for (const { name, table } of rows) {
      expect(await wrongWithout(name, table), `${table} without ${name}`).toBeGreaterThan(0);
    }
    expect(await differences(database.db)).toEqual([]);
  }, 300_000);
});

it('writes nothing when nothing that matters changed', async () => {
  await database.db.transaction(async (tx) => {
    for (const table of ['jobs', 'quotes', 'requests', 'visits', 'invoices', 'time_sheets']) {
      await tx.execute(
        sql`update ${sql.identifier(table)} set hash = hash || '.' where account_id = ${account}`,
      );
    }
    for (const table of ['job_steps', 'job_sums', 'worked_times']) {
      const { rows } = await tx.execute(sql`
        select count(*)::int as n from ${sql.identifier(table)} where xmin = pg_current_xact_id()::xid`);
      expect(rows, table).toEqual([{ n: 0 }]);
    }
  });
});

/** How many facts the repair finds wrong after the edits of a table in which one trigger sleeps; undoes it all. */
async function wrongWithout(trigger: string, table: string): Promise<number> {
  let wrong = 0;
  const undone = new Error('undone');
  const editsOf = edits[reachedBy[table] ?? table] ?? (() => []);
  await database.db
    .transaction(async (tx) => {
      await tx.execute(
        sql`alter table ${sql.identifier(table)} disable trigger ${sql.identifier(trigger)}`,
      );
      for (let turn = 1; turn <= 5 && wrong === 0; turn += 1) {
        for (const statement of editsOf(`turn ${turn}`).flat()) {
          await tx.execute(statement);
          if (wrong === 0 && (await differences(tx)).length > 0) {
            wrong = await repairRollups(tx, account, new Date(now));
          }
        }
      }
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return wrong;
}

/** Rows of kept tables that a count does not find, and the other way round. */
async function differences(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(
    sql.join(
      [
        unlike(
          sql`select 'step', job_id, part, began_at, ended_at from job_steps where account_id = ${account}`,
          sql`select 'step', * from counted_job_steps(${account}, null)`,
        ),
        unlike(
          sql`select 'sum', job_id, completed_at, billed_cents, line_cents, labour_cents, spent_cents from job_sums where account_id = ${account}`,
          sql`select 'sum', * from counted_job_sums(${account}, null)`,
        ),
        unlike(
          sql`select 'hours', id, user_id, job_id, visit_id, day, seconds, cents from worked_times where account_id = ${account}`,
          sql`select 'hours', * from counted_worked_times(${account}, null, null)`,
        ),
        unlike(
          sql`select 'client', client_id, year_cents, year_n, visit_days, last_day, usual_days from client_sums
          where account_id = ${account} and (year_n <> 0 or year_cents <> 0 or visit_days <> 0)`,
          sql`select 'client', * from counted_client_sums(${account})`,
        ),
        unlike(
          sql`select 'clients', year_cents::numeric, year_clients::bigint from client_sum_windows where account_id = ${account}`,
          sql`select 'clients', coalesce(sum(year_cents), 0), count(*) from client_sums where account_id = ${account} and year_n > 0`,
        ),
        unlike(
          sql`select 'day', kind, day, status, n, net_cents, total_cents, balance_cents from rollups
          where account_id = ${account} and (n, net_cents, total_cents, balance_cents) <> (0, 0, 0, 0)`,
          sql`select 'day', * from counted_rollups(${account})`,
        ),
      ],
      sql` union all `,
    ),
  );
  return rows.map(({ line }) => line);
}

function unlike(kept: SQL, counted: SQL): SQL {
  return sql`
    select 'kept ' || k::text as line from (${kept} except ${counted}) k
    union all select 'counted ' || c::text from (${counted} except ${kept}) c`;
}

function change(table: string, seed: string, set: SQL, where = sql`true`): SQL {
  return sql`update ${sql.identifier(table)} set ${set} where ${picked(table, seed, 8, where)}`;
}

/** Rows go, and come back as they were. */
function awayAndBack(table: string, seed: string, where = sql`true`): SQL[] {
  const name = sql.identifier(table);
  const held = sql.identifier(`held_${table}`);
  const rows = picked(table, `${seed} away`, 5, where);
  return [
    sql`create table ${held} as select * from ${name} where ${rows}`,
    sql`delete from ${name} where (account_id, id) in (select account_id, id from ${held})`,
    sql`insert into ${name} select * from ${held}`,
    sql`drop table ${held}`,
  ];
}

function picked(table: string, seed: string, most: number, where = sql`true`): SQL {
  return sql`(account_id, id) in (
    select account_id, id from ${sql.identifier(table)} where account_id = ${account} and ${where}
    order by md5(id || ${seed}) limit ${most})`;
}

function some(table: string, seed: string): SQL {
  return sql`(select id from ${sql.identifier(table)} where account_id = ${account} order by md5(id || ${`${seed} some`}) limit 1)`;
}
