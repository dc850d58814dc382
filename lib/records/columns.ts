import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { KeptValues } from '../kept-values';

/** What one column of a list is in SQL, and how the driver's value becomes the value of the row. */
export type Column<Value> = { sql: SQL; read: (raw: unknown) => Value };

/** Every field of a row with its SQL: a field without one does not compile. */
export type Columns<Row> = { [Key in keyof Row]: Column<Row[Key]> };

export const text = (expression: SQL): Column<string> => ({ sql: expression, read: String });
export const textOrNull = (expression: SQL) => orNull(text(expression));
/** Numbers of any width; the driver hands over bigint as text, JSON as a number. */
export const numeric = (expression: SQL): Column<number> => ({ sql: expression, read: Number });
export const numericOrNull = (expression: SQL) => orNull(numeric(expression));
export const flag = (expression: SQL): Column<boolean> => ({
  sql: expression,
  read: (raw) => raw === true,
});
export const flagOrNull = (expression: SQL) => orNull(flag(expression));
/** A moment as ISO 8601; seconds come over, because Postgres writes old moments with offsets that no `Date` reads. */
export const instant = (expression: SQL): Column<string> => ({
  sql: sql`date_part('epoch', ${expression})`,
  // A fraction of seconds is inexact in binary: 0.123 must not become 122 milliseconds.
  read: (raw) => isoOf(Math.floor(Math.round(Number(raw) * 1e6) / 1e3)),
});
export const instantOrNull = (expression: SQL) => orNull(instant(expression));
/** A Postgres array of text. */
export const texts = (expression: SQL): Column<string[]> => ({
  sql: sql`to_json(${expression})`,
  read: (raw) => (Array.isArray(raw) ? raw.map(String) : []),
});

/** The rows of a query of their own as an array; `from` is everything behind the select list. */
export function rows<Row>(columns: Columns<Row>, from: SQL): Column<Row[]> {
  return {
    sql: sql`(select coalesce(json_agg(n), '[]') from (select ${selectList(columns)} ${from}) n)`,
    read: (raw) =>
      Array.isArray(raw) ? raw.map((row) => readRow(columns, row as Record<string, unknown>)) : [],
  };
}
/** At most one row of a query of its own. */
export function rowOrNull<Row>(columns: Columns<Row>, from: SQL): Column<Row | null> {
  return {
    sql: sql`(select row_to_json(n) from (select ${selectList(columns)} ${from} limit 1) n)`,
    read: (raw) => (raw ? readRow(columns, raw as Record<string, unknown>) : null),
  };
}

/** A row as one JSON array: the SQL that makes it, and how it becomes the row again. */
export type JsonRow<Row> = { sql: SQL; read: (values: readonly unknown[]) => Row };

/**
 * `columns` as a JSON array. Many such rows in one value cost Node far less than rows of fields. Their SQL is written
 * out once for all statements, so it may contain no values.
 */
export function jsonRow<Row>(columns: Columns<Row>): JsonRow<Row> {
  const entries = entriesOf(columns);
  const list = sql.join(
    entries.map(([, column]) => column.sql),
    sql`, `,
  );
  const { sql: written, params } = new PgDialect().sqlToQuery(sql`json_build_array(${list})`);
  if (params.length > 0) throw new Error('the columns of a JSON row contain values');
  return {
    sql: sql.raw(written),
    read(values) {
      const row: Record<string, unknown> = {};
      entries.forEach(([name, column], at) => {
        row[name] = column.read(values[at]);
      });
      return row as Row;
    },
  };
}

/** The select list of `columns`, each under the name of its field. */
export function selectList<Row>(columns: Columns<Row>): SQL {
  return sql.join(
    entriesOf(columns).map(([name, column]) => sql`${column.sql} as ${sql.identifier(name)}`),
    sql`, `,
  );
}

/** What came back for `selectList(columns)`. */
export function readRow<Row>(columns: Columns<Row>, raw: Record<string, unknown>): Row {
  const read = entriesOf(columns).map(([name, column]) => [name, column.read(raw[name])]);
  return Object.fromEntries(read) as Row;
}

function entriesOf<Row>(columns: Columns<Row>): [string, Column<unknown>][] {
  return Object.entries<Column<unknown>>(columns as Record<string, Column<unknown>>);
}

const dayMs = 86_400_000;
const days = new KeptValues<number, string>(5_000);

/** What `Date` writes of epoch milliseconds. A page has 150 of them, and Next has put a slow `Date` in place of it. */
function isoOf(at: number): string {
  const day = Math.floor(at / dayMs);
  const date = days.get(day) ?? days.keep(day, dateOf(day));
  const ms = at - day * dayMs;
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${date}T${clock}.${String(ms % 1_000).padStart(3, '0')}Z`;
}

/** `2026-03-12` of a day counted from 1970. */
function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function orNull<Value>(column: Column<Value>): Column<Value | null> {
  return {
    sql: column.sql,
    read: (raw) => (raw === null || raw === undefined ? null : column.read(raw)),
  };
}
