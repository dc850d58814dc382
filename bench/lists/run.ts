import { loadavg } from 'node:os';
import { sql } from 'drizzle-orm';
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
const deepRow = 100_000;

type Timed = { name: string; p50: number; p95: number };

async function main(): Promise<void> {
  const database = await testDatabase();
  try {
    const effects = { db: database.db, now: grownNow, limitMs: 60_000 };
    const small = await grownAccount(database, 'small', 10_000);
    const large = await grownAccount(database, 'large', 118_000);
    const [smallAlone] = await timed([{ name: 'alone', run: () => first(small, effects) }]);
    const whale = await grownAccount(database, 'whale', whaleRows);
    print('118,000 rows', await namedTimes(large, effects));
    print(`${whaleRows.toLocaleString('en')} rows`, await namedTimes(whale, effects));
    const totals = await totalsTimes(whale, effects);
    print('totals, whale', totals);
    const finds = await findTimes(whale, database);
    print('find, whale', finds);
    const [beside] = await timed([{ name: 'beside the whale', run: () => first(small, effects) }]);
    const deep = await deepTimes(whale, database, effects);
    print('100,000 rows down, whale', deep.times);
    const result = {
      rounds,
      load: Number(loadavg()[0]?.toFixed(1)),
      slowestTotalsP95Ms: worst(totals),
      slowestFindP95Ms: worst(finds),
      smallBesideWhale: ratio(beside?.p50, smallAlone?.p50),
      deepOverFirst: ratio(deep.keysetMs, deep.firstMs),
      offsetOverKeyset: ratio(deep.offsetMs, deep.keysetMs),
    };
    console.log(JSON.stringify(result));
  } finally {
    await database.close();
    await releaseTestServer();
  }
}

type Effects = { db: TestDatabase['db']; now: Date; limitMs: number };
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

/** The page after row 100,000 by keyset and by offset, beside the first page: the same columns of the same order. */
async function deepTimes(scope: AccountScope, { db }: TestDatabase, effects: Effects) {
  let after: string | undefined;
  for (let row = 0; row < deepRow; row += 200) {
    const page = await listPage(
      scope,
      'jobs',
      { ...byChange, limit: 200, ...(after ? { after } : {}) },
      effects,
    );
    after = page.next ?? undefined;
  }
  const position = after ?? '';
  const [accountId] = scope.accountIds;
  const times = await timed([
    { name: 'first page', run: () => first(scope, effects) },
    {
      name: 'keyset',
      run: () => listPage(scope, 'jobs', { ...byChange, after: position }, effects),
    },
    {
      name: 'offset, ids alone',
      run: () =>
        db.execute(sql`select id from jobs where account_id = ${accountId}
          order by updated_at desc, id desc offset ${deepRow} limit 50`),
    },
    {
      name: 'keyset, ids alone',
      run: () =>
        db.execute(sql`select id from jobs where account_id = ${accountId} and (updated_at, id) <
          (${grownNow.toISOString()}::timestamptz - interval '200 days', '') order by updated_at desc, id desc limit 50`),
    },
  ]);
  const p50 = (name: string) => times.find((time) => time.name === name)?.p50;
  return {
    times,
    firstMs: p50('first page'),
    keysetMs: p50('keyset'),
    offsetMs: p50('offset, ids alone'),
    bareKeysetMs: p50('keyset, ids alone'),
  };
}

/** Rounds over all tasks in turn; the first three warm up. */
async function timed(tasks: readonly Task[]): Promise<Timed[]> {
  const samples = tasks.map((): number[] => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [at, task] of tasks.entries()) {
      const started = performance.now();
      await task.run();
      if (round >= 0) samples[at]?.push(performance.now() - started);
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
