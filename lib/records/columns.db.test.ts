import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import {
  type Columns,
  flag,
  instant,
  jsonRow,
  numeric,
  readRow,
  selectList,
  text,
} from './columns';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const moments: Columns<Record<'old' | 'now' | 'between' | 'leap' | 'midnight' | 'far', string>> = {
  old: instant(sql`timestamptz '0019-05-01 12:00:00 UTC'`),
  now: instant(sql`timestamptz '2026-11-20 15:00:00.123 UTC'`),
  between: instant(sql`timestamptz '1969-07-20 20:17:40.123999 UTC'`),
  leap: instant(sql`timestamptz '2024-02-29 23:59:59.999 UTC'`),
  midnight: instant(sql`timestamptz '1969-12-31 00:00:00.007 UTC'`),
  far: instant(sql`timestamptz '12026-01-01 00:00:00 UTC'`),
};
const shown = {
  old: '0019-05-01T12:00:00.000Z',
  now: '2026-11-20T15:00:00.123Z',
  between: '1969-07-20T20:17:40.123Z',
  leap: '2024-02-29T23:59:59.999Z',
  midnight: '1969-12-31T00:00:00.007Z',
  far: '+012026-01-01T00:00:00.000Z',
};

it('reads moments to the millisecond, also mistyped years and where the database has another time zone', async () => {
  const row = jsonRow(moments);
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`set local time zone 'America/New_York'`);
    const { rows } = await tx.execute<{ json: unknown[] }>(sql`select ${row.sql} as json`);
    expect(row.read(rows[0]?.json ?? [])).toEqual(shown);
    const fields = await tx.execute<Record<string, unknown>>(sql`select ${selectList(moments)}`);
    expect(readRow(moments, fields.rows[0] ?? {})).toEqual(shown);
  });
});

it('reads cents and names as they are', async () => {
  const row = jsonRow({
    cents: numeric(sql`9007199254740991::bigint`),
    name: text(sql`'O"Neill \\ Søn'`),
    isLead: flag(sql`null::boolean`),
  });
  const { rows } = await database.db.execute<{ json: unknown[] }>(sql`select ${row.sql} as json`);
  expect(row.read(rows[0]?.json ?? [])).toEqual({
    cents: Number.MAX_SAFE_INTEGER,
    name: 'O"Neill \\ Søn',
    isLead: false,
  });
});

it('takes no columns whose SQL contains values', () => {
  expect(() => jsonRow({ name: text(sql`coalesce(t.name, ${'nobody'})`) })).toThrow('values');
});
