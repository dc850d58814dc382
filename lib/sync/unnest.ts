import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { CasingCache } from 'drizzle-orm/casing';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Scalar, Values } from './entity';

const casing = new CasingCache('snake_case');

/** The column of `table` that TypeScript calls `key`: its SQL name, quoted by `sql`, and its type. */
export function columnOf(table: PgTable, key: string): { name: SQL; type: string } {
  const column = getTableColumns(table)[key];
  if (!column) throw new Error(`no column ${key}`);
  const name = sql`${sql.identifier(casing.getColumnCasing(column))}`;
  return { name, type: column.getSQLType() };
}

/** `unnest($1::text[], …) as r(id, …)` over the same keys of every row, in the order of `keys`. */
export function unnestRows(table: PgTable, keys: readonly string[], rows: readonly Values[]): SQL {
  const columns = keys.map((key) => columnOf(table, key));
  const arrays = columns.map(({ type }, index) => {
    const key = keys[index] ?? '';
    const values = rows.map((row) => parameter(row[key] ?? null));
    return sql`${sql.param(values)}::${sql.raw(type)}[]`;
  });
  const names = columns.map(({ name }) => name);
  return sql`unnest(${sql.join(arrays, sql`, `)}) as r(${sql.join(names, sql`, `)})`;
}

function parameter(value: Scalar): Exclude<Scalar, Date> {
  return value instanceof Date ? value.toISOString() : value;
}
