import { loadavg } from 'node:os';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { releaseTestServer, type TestDatabase, testDatabase } from '@/db/test-db';
import type { AccountScope } from '@/lib/access/account-scope';
import type { ListName, ListQuery } from '@/lib/records/contract';
import { find } from '@/lib/records/find';
import { listPage } from '@/lib/records/list-page';
import { listTotals } from '@/lib/records/list-totals';
import { grownAccount, grownNow } from './grown-account';
import { namedQueries } from './named-queries';

/*
 * Lists on an account of 118,000 rows and beside one of a million: each figure is a median or a 95th percentile over
 * rounds that take turns, so that a busy machine slows both sides of a ratio alike. Ends with one line of JSON.
 */

const rounds = Number(process.env.ROUNDS ?? 30);
const whaleRows = Number(process.env.WHALE_ROWS ?? 1_000_000);
const deepRow = Math.min(100_000, whaleRows / 10);

type Timed = { name: string; p50: number; p95: number };

async function main(): Promise<void> {
  const database = await testDatabase();
  try {
    const effects = { db: database.db, now: grownNow, limitMs: 60_000 };
    const small = await grownAccount(database, 'small', 10_000);
    const large = await grownAccount(database, 'large', 118_000);
    const [smallAlone] = await timed([{ name: 'alone', run: () => first(small, effects) }]);
    const whale = await grownAccount(database, 'whale', whaleRows);
    const largeSql = await sqlTimes(large, database);
    print('118,000 rows, in Postgres', largeSql);
    print('118,000 rows, whole call', await namedTimes(large, effects));
    const whaleSql = await sqlTimes(whale, database);
    print(`${whaleRows.toLocaleString('en')} rows, in Postgres`, whaleSql);
    print(`${whaleRows.toLocaleString('en')} rows, whole call`, await namedTimes(whale, effects));
    const totals = await totalsTimes(whale, effects);
    print('totals, whale', totals);
    const finds = await findTimes(whale, database);
    print('find, whale', finds);
    const [beside] = await timed([{ name: 'beside the whale', run: () => first(small, effects) }]);
    const deep = await deepTimes(whale, database);
    print('100,000 rows down, whale, in Postgres', deep);
    const [firstPage, keyset, offset] = deep.map(({ p50 }) => p50);
    const result = {
      rounds,
      load: Number(loadavg()[0]?.toFixed(1)),
      slowestSqlP95Ms: { large: worst(largeSql), whale: worst(whaleSql) },
      slowestTotalsP95Ms: worst(totals),
      slowestFindP95Ms: worst(finds),
      smallBesideWhale: ratio(beside?.p50, smallAlone?.p50),
      deepOverFirst: ratio(keyset, firstPage),
      offsetOverKeyset: ratio(offset, keyset),
    };
    console.log(JSON.stringify(result));
  } finally {
    await database.close();
    await releaseTestServer();
  }
}

type Effects = { db: TestDatabase['db']; now: Date; limitMs: number };
/** A task that answers a number says itself how many milliseconds it took. */
type Task = { name: string; run: () => Promise<unknown> };

const byChange: ListQuery<'jobs'> = {
  filters: {},
  sort: { key: 'updated', direction: 'DESCENDING' },
  limit: 50,
};

function first(scope: AccountScope, effects: Effects): Promise<unknown> {
  return listPage(scope, 'jobs', byChange, effects);
}

function namedTimes(scope: AccountScope, effects: Effects): Promise<Timed[]> {
  return timed(
    namedQueries.map(({ name, list, query }) => ({
      name,
      run: () => listPage(scope, list as ListName, query as ListQuery<ListName>, effects),
    })),
  );
}

function totalsTimes(scope: AccountScope, effects: Effects): Promise<Timed[]> {
  return timed(
    namedQueries.map(({ name, list, query }) => ({
      name,
      run: () =>
        listTotals(
          scope,
          list as ListName,
          query.filters as ListQuery<ListName>['filters'],
          effects,
        ),
    })),
  );
}

function findTimes(scope: AccountScope, { db }: TestDatabase): Promise<Timed[]> {
  const typed = [
    'kerlin',
    '#4711',
    '(555) 000-0420',
    'dansel morwick',
    'kerlni',
    'ba',
    'salem street',
  ];
  return timed(typed.map((text) => ({ name: text, run: () => find(scope, text, {}, { db }) })));
}

/** The page after row 100,000 by keyset and by offset, beside the first page: what Postgres took for each. */
async function deepTimes(scope: AccountScope, { pool }: TestDatabase): Promise<Timed[]> {
  const [accountId = 0] = scope.accountIds;
  const order = 'order by updated_at desc, id desc';
  const { rows } = await pool.query<{ at: string; id: string }>(
    `select updated_at::text as at, id from jobs where account_id = $1 ${order} offset $2 limit 1`,
    [accountId, deepRow - 1],
  );
  const { at, id } = rows[0] ?? { at: '', id: '' };
  const page = 'select * from jobs where account_id = $1';
  const statements = [
    { name: 'first page', text: `${page} ${order} limit 50`, values: [accountId] },
    {
      name: 'keyset',
      text: `${page} and (updated_at, id) < ($2::timestamptz, $3) ${order} limit 50`,
      values: [accountId, at, id],
    },
    {
      name: 'offset',
      text: `${page} ${order} offset $2 limit 50`,
      values: [accountId, deepRow],
    },
  ];
  return timed(
    statements.map(({ name, text, values }) => ({ name, run: () => serverMs(pool, text, values) })),
  );
}

/** What Postgres itself took to execute a statement. */
async function serverMs(pool: Pool, text: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query(`explain (analyze, timing off, format json) ${text}`, values);
  return Number(rows[0]?.['QUERY PLAN'][0]['Execution Time']);
}

/** The named lists as Postgres sees them: the statements that a page really sends, executed again and summed. */
async function sqlTimes(scope: AccountScope, { pool }: TestDatabase): Promise<Timed[]> {
  const tasks: Task[] = [];
  for (const { name, list, query } of namedQueries) {
    const sent: { text: string; values: unknown[] }[] = [];
    const logger = { logQuery: (text: string, values: unknown[]) => sent.push({ text, values }) };
    const db = drizzle({ client: pool, casing: 'snake_case', logger });
    const effects = { db, now: grownNow, limitMs: 60_000 };
    await listPage(scope, list as ListName, query as ListQuery<ListName>, effects);
    const reads = sent.filter(({ text }) => /^\s*select/.test(text));
    const run = async () => {
      let ms = 0;
      for (const { text, values } of reads) ms += await serverMs(pool, text, values);
      return ms;
    };
    tasks.push({ name, run });
  }
  return timed(tasks);
}

/** Rounds over all tasks in turn; the first three warm up. */
async function timed(tasks: readonly Task[]): Promise<Timed[]> {
  const samples = tasks.map((): number[] => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [at, task] of tasks.entries()) {
      const started = performance.now();
      const own = await task.run();
      const ms = typeof own === 'number' ? own : performance.now() - started;
      if (round >= 0) samples[at]?.push(ms);
    }
  }
  return tasks.map(({ name }, at) => {
    const sorted = (samples[at] ?? []).toSorted((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return { name, p50: quantile(0.5), p95: quantile(0.95) };
  });
}

function print(title: string, times: readonly Timed[]): void {
  console.log(`\n${title.padEnd(42)} p50 ms   p95 ms`);
  for (const { name, p50, p95 } of times) {
    console.log(`  ${name.padEnd(38)} ${p50.toFixed(2).padStart(8)} ${p95.toFixed(2).padStart(8)}`);
  }
}

function worst(times: readonly Timed[]): number {
  return Number(Math.max(...times.map(({ p95 }) => p95)).toFixed(1));
}

function ratio(a: number | undefined, b: number | undefined): number | null {
  return a && b ? Number((a / b).toFixed(2)) : null;
}

await main();
