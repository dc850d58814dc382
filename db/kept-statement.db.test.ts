import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeKept } from './kept-statement';
import { openDatabase } from './open';
import { type TestDatabase, testDatabase } from './test-db';

let database: TestDatabase;
let one: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await testDatabase();
  one = openDatabase(database.url, { max: 1, statementTimeoutMs: 10_000 });
});
afterAll(async () => {
  await one.pool.end();
  await database.close();
});

const doubled = sql`select ${sql.placeholder('n')}::int * 2 as n`;
const kept = async () => {
  const { rows } = await one.pool.query('select statement from pg_prepared_statements');
  return rows.map(({ statement }) => statement);
};

test('a connection keeps a statement once and answers for the values of each call', async () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7]) {
    expect(await executeKept(one.db, doubled, { n })).toEqual([{ n: n * 2 }]);
  }
  expect(await kept()).toEqual(['select $1::int * 2 as n']);
});

test('the same text made anew is the same statement, another text is another', async () => {
  const made = (n: number) => sql`select ${n}::int + ${n} as n`;
  await executeKept(one.db, made(1));
  expect(await executeKept(one.db, made(4))).toEqual([{ n: 8 }]);
  expect(await kept()).toHaveLength(2);
});

test('a transaction keeps it too, and sees what it wrote', async () => {
  const found = await one.db.transaction(async (tx) => {
    await tx.execute(sql`create temp table kept_numbers as select 21 as n`);
    return executeKept(tx, sql`select n from kept_numbers`);
  });
  expect(found).toEqual([{ n: 21 }]);
});

test('a column that a later migration adds changes nothing', async () => {
  const accounts = sql`select id, name from accounts`;
  expect(await executeKept(one.db, accounts)).toEqual([]);
  await one.db.execute(sql`alter table accounts add column added_later int`);
  expect(await executeKept(one.db, accounts)).toEqual([]);
});
