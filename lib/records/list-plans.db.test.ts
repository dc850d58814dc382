import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grownAccount, grownNow } from '@/bench/lists/grown-account';
import { namedQueries } from '@/bench/lists/named-queries';
import type { Database } from '@/db/open';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import type { AccountScope } from '@/lib/access/account-scope';
import { type ListName, type ListQuery, listNames, sortKeys } from './contract';
import { defaultViews } from './default-views';
import { find } from './find';
import { listPage } from './list-page';
import { defaultLimit, defaultSorts } from './list-query';
import { listTotals } from './list-totals';

let database: TestDatabase;
let scope: AccountScope;
let small: AccountScope;
let db: Database;
const asked: { text: string; values: unknown[] }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  db = drizzle({
    client: database.pool,
    casing: 'snake_case',
    logger: { logQuery: (text, values) => asked.push({ text, values }) },
  });
  small = await grownAccount(database, 'small', 3_000);
  scope = await grownAccount(database, 'large', 118_000);
}, 180_000);
afterAll(() => database.close());

const effects = () => ({ db, now: grownNow, limitMs: 30_000 });
const accountTables =
  /^(clients|jobs|quotes|invoices|requests|visits|properties|record_search|visit_assignees|invoice_jobs|client_tags)$/;

const wholeScan = /Seq Scan$/;
const anyScanButAWalk = /(Seq|Bitmap Heap) Scan$/;

/** Which tables of the account the statements of `read` would scan in a way that `unwanted` names. */
async function scanned(unwanted: RegExp, read: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await read();
  const found = new Set<string>();
  for (const { text, values } of asked.filter((statement) => /^\s*select/.test(statement.text))) {
    const { rows } = await database.pool.query(`explain (format json) ${text}`, values);
    collect(rows[0]?.['QUERY PLAN'][0].Plan, unwanted, found);
  }
  return [...found];
}

/** Pages of memory that Postgres touches for the statements of `read`: what a busy machine does not change. */
async function touched(read: () => Promise<unknown>): Promise<number> {
  asked.length = 0;
  await read();
  let pages = 0;
  for (const { text, values } of asked.filter((statement) => /^\s*select/.test(statement.text))) {
    const { rows } = await database.pool.query(
      `explain (analyze, buffers, timing off, format json) ${text}`,
      values,
    );
    const { Plan } = rows[0]?.['QUERY PLAN'][0] ?? {};
    pages += Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
  }
  return pages;
}

type PlanNode = { 'Node Type': string; 'Relation Name'?: string; Plans?: PlanNode[] };

function collect(node: PlanNode, unwanted: RegExp, found: Set<string>): void {
  const table = node['Relation Name'] ?? '';
  if (unwanted.test(node['Node Type']) && accountTables.test(table)) found.add(table);
  for (const inner of node.Plans ?? []) collect(inner, unwanted, found);
}

describe('on an account of 118,000 rows', () => {
  it.each(namedQueries.map((named) => [named.name, named] as const))(
    '%s reads no table of the account whole',
    async (_, { list, query }) => {
      const generic = query as ListQuery<ListName>;
      const read = () => listPage(scope, list, generic, effects());
      expect(await scanned(wholeScan, read)).toEqual([]);
      expect(await touched(read)).toBeLessThan(4_000);
    },
  );

  it.each(listNames)(
    'every sort of %s walks an index, from the top and from a deep page',
    async (list) => {
      for (const key of sortKeys[list]) {
        for (const direction of ['ASCENDING', 'DESCENDING'] as const) {
          const query = { filters: {}, sort: { key, direction }, limit: 50 } as ListQuery<
            typeof list
          >;
          let after: string | undefined;
          for (const _ of [1, 2]) {
            const others = await scanned(anyScanButAWalk, async () => {
              const page = await listPage(
                scope,
                list,
                { ...query, ...(after ? { after } : {}) },
                effects(),
              );
              after = page.next ?? undefined;
            });
            expect(others, `${key} ${direction}`).toEqual([]);
          }
        }
      }
    },
  );

  it.each(listNames)(
    'every sort of %s walks an index also by a plan that is kept for all values',
    async (list) => {
      const opening = defaultViews[list][0]?.query.filters ?? {};
      for (const [key, direction, filters] of sortKeys[list].flatMap((key) => [
        [key, 'ASCENDING', {}] as const,
        [key, 'DESCENDING', {}] as const,
        [key, 'ASCENDING', opening] as const,
        [key, 'DESCENDING', opening] as const,
      ])) {
        asked.length = 0;
        const sort = { key, direction };
        const query = { filters, sort, limit: defaultLimit } as ListQuery<typeof list>;
        await listPage(scope, list, query, effects());
        // Only a statement that is kept has its limit written out.
        const kept = asked.filter(({ text }) => text.includes(`limit ${defaultLimit + 1}\n`));
        expect(kept.length, `${key} ${direction}`).toBeGreaterThan(0);
        for (const { text } of kept) {
          const { rows } = await database.pool.query(`explain (generic_plan, format json) ${text}`);
          const others = new Set<string>();
          collect(rows[0]?.['QUERY PLAN'][0].Plan, anyScanButAWalk, others);
          expect([...others], `${key} ${direction}`).toEqual([]);
        }
      }
    },
  );

  it.each(listNames)(
    'opens %s of a small account beside it in as few pages as if it were alone',
    async (list) => {
      const query = { filters: {}, sort: defaultSorts[list], limit: 50 } as ListQuery<typeof list>;
      const read = () => listPage(small, list, query, effects());
      expect(await scanned(wholeScan, read)).toEqual([]);
      expect(await touched(read)).toBeLessThan(1_200);
    },
  );

  it.each(['kerlin', '#4711', '(555) 000-0420', 'dansel morwick', 'ba', 'salem street'])(
    'finds %s along indexes, in few pages',
    async (typed) => {
      const read = () => find(scope, typed, {}, { db, typoLimitMs: 30_000 });
      expect(await scanned(wholeScan, read)).toEqual([]);
      expect(await touched(read)).toBeLessThan(4_000);
    },
  );

  it('counts a whole list from the daily sums', async () => {
    for (const list of listNames) {
      asked.length = 0;
      await listTotals(scope, list, {}, effects());
      const tables = asked.map(({ text }) => text).join(' ');
      expect(tables).toContain('from rollups');
      expect(tables).not.toMatch(new RegExp(`from ${list}\\b`));
    }
  });

  it('stops a combination that has no index and says so', async () => {
    const filters = { hasOverdue: true, city: 'Salem', balance: 'settled' } as const;
    const tight = { ...effects(), limitMs: 1 };
    expect(await listTotals(scope, 'jobs', filters, tight)).toEqual({ kind: 'too_slow' });
    const query = { filters, sort: { key: 'total', direction: 'ASCENDING' }, limit: 200 } as const;
    await expect(listPage(scope, 'jobs', query, tight)).rejects.toMatchObject({
      code: 'too_large',
    });
  });
});
