import { type SQL, sql } from 'drizzle-orm';

/** What one column of a list is in SQL, and how the driver's value becomes the value of the row. */
export type Column<Value> = { sql: SQL; read: (raw: unknown) => Value };

/** Every field of a row with its SQL: a field without one does not compile. */
export type Columns<Row> = { [Key in keyof Row]: Column<Row[Key]> };

export const text = (expression: SQL): Column<string> => ({ sql: expression, read: String });
export const textOrNull = (expression: SQL) => orNull(text(expression));
/** Numbers of any width; the driver hands over bigint as text. */
export const numeric = (expression: SQL): Column<number> => ({ sql: expression, read: Number });
export const numericOrNull = (expression: SQL) => orNull(numeric(expression));
export const flag = (expression: SQL): Column<boolean> => ({
  sql: expression,
  read: (raw) => raw === true,
});
export const flagOrNull = (expression: SQL) => orNull(flag(expression));
/** A moment as ISO 8601. */
export const instant = (expression: SQL): Column<string> => ({
  sql: expression,
  read: (raw) => new Date(raw instanceof Date ? raw : String(raw)).toISOString(),
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

/** The select list of `columns`, each under the name of its field. */
export function selectList<Row>(columns: Columns<Row>): SQL {
  const entries = Object.entries<Column<unknown>>(columns as Record<string, Column<unknown>>);
  return sql.join(
    entries.map(([name, column]) => sql`${column.sql} as ${sql.identifier(name)}`),
    sql`, `,
  );
}

/** What came back for `selectList(columns)`. */
export function readRow<Row>(columns: Columns<Row>, raw: Record<string, unknown>): Row {
  const entries = Object.entries<Column<unknown>>(columns as Record<string, Column<unknown>>);
  return Object.fromEntries(entries.map(([name, column]) => [name, column.read(raw[name])])) as Row;
}

function orNull<Value>(column: Column<Value>): Column<Value | null> {
  return {
    sql: column.sql,
    read: (raw) => (raw === null || raw === undefined ? null : column.read(raw)),
  };
}
