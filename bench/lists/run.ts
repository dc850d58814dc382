import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { releaseTestServer, type TestDatabase, testDatabase } from '@/db/test-db';
import type { AccountScope } from '@/lib/access/account-scope';
import type { ListName, ListQuery } from '@/lib/records/contract';
import { find } from '@/lib/records/find';
import { listPage } from '@/lib/records/list-page';
import { listTotals } from '@/lib/records/list-totals';
import { concluded, printTimes, rounded, type Task, type Timed, timedInTurn } from '../timing';
import { grownAccount, grownNow } from './grown-account';
import { namedQueries } from './named-queries';

/*
 * Lists on an account of 118,000 rows and beside one of a million: each figure is a median or a 95th percentile over
 * rounds that take turns, so that a busy machine slows both sides of a ratio alike.
 */

const rounds = Number(process.env.ROUNDS ?? 30);
const whaleRows = Number(process.env.WHALE_ROWS ?? 1_000_000);
const deepRow = Math.min(100_000, whaleRows / 10);

async function main(): Promise<void> {
  const database = await testDatabase();
  try {
    const effects = { db: database.db, now: grownNow, limitMs: 60_000 };
    const large = await grownAccount(database, 'large', 118_000);
    const whale = await grownAccount(database, 'whale', whaleRows);
    const largeSql = await sqlTimes(large, database);
    printTimes('118,000 rows, in Postgres', largeSql);
    printTimes('118,000 rows, whole call', await namedTimes(large, effects));
    const whaleSql = await sqlTimes(whale, database);
    printTimes(`${whaleRows.toLocaleString('en')} rows, in Postgres`, whaleSql);
    printTimes(
      `${whaleRows.toLocaleString('en')} rows, whole call`,
      await namedTimes(whale, effects),
    );
    const totals = await totalsTimes(whale, effects);
    printTimes('totals, whale', totals);
    const finds = await findTimes(whale, database);
    printTimes('find, whale', finds);
    const deep = await deepTimes(whale, database);
    printTimes('100,000 rows down, whale, in Postgres', deep);
    const [firstPage, keyset, offset] = deep.map(({ p50 }) => p50);
    const sqlP95Ms = { large: worst(largeSql), whale: worst(whaleSql) };
    const totalsP95Ms = worst(totals);
    const findP95Ms = worst(finds);
    const deepOverFirst = ratio(keyset, firstPage);
    const offsetOverKeyset = ratio(offset, keyset);
    concluded({ rounds, sqlP95Ms, totalsP95Ms, findP95Ms, deepOverFirst, offsetOverKeyset }, [
      ...(Math.max(sqlP95Ms.large, sqlP95Ms.whale) > 10 ? ['a list takes more than 10 ms'] : []),
      ...(totalsP95Ms > 250 ? ['totals take more than 250 ms'] : []),
      ...(findP95Ms > 50 ? ['finding takes more than 50 ms'] : []),
      ...(deepOverFirst > 1.5 ? ['a deep page takes more than 1.5 times the first'] : []),
      ...(offsetOverKeyset < 50 ? ['less than 50 times as fast as an offset'] : []),
    ]);
  } finally {
    await database.close();
    await releaseTestServer();
  }
}

type Effects = { db: TestDatabase['db']; now: Date; limitMs: number };

function namedTimes(scope: AccountScope, effects: Effects): Promise<Timed[]> {
  return timedInTurn(
    namedQueries.map(({ name, list, query }) => ({
      name,
      run: () => listPage(scope, list as ListName, query as ListQuery<ListName>, effects),
    })),
    rounds,
  );
}

function totalsTimes(scope: AccountScope, effects: Effects): Promise<Timed[]> {
  return timedInTurn(
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
    rounds,
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
  return timedInTurn(
    typed.map((text) => ({ name: text, run: () => find(scope, text, {}, { db }) })),
    rounds,
  );
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
  return timedInTurn(
    statements.map(({ name, text, values }) => ({ name, run: () => serverMs(pool, text, values) })),
    rounds,
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
  return timedInTurn(tasks, rounds);
}

function worst(times: readonly Timed[]): number {
  return rounded(Math.max(...times.map(({ p95 }) => p95)), 1);
}

function ratio(a: number | undefined, b: number | undefined): number {
  return a && b ? rounded(a / b) : Number.NaN;
}

await main();
