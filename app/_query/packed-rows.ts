/**
 * Rows as one text: names once, then the values of each row. Rows that come with a page travel inside its HTML; as
 * objects they would carry every name fifty times and each value would be a node of its own to React.
 * @public
 */
export type PackedRows<Row> = string & { readonly row?: Row };

/** @public */
export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  return JSON.stringify({ names, rows: rows.map((row) => names.map((name) => row[name])) });
}

/** @public */
export function unpackRows<Row extends object>(packed: PackedRows<Row>): Row[] {
  const { names, rows } = JSON.parse(packed) as { names: string[]; rows: unknown[][] };
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (const [at, name] of names.entries()) row[name] = values[at];
    return row as Row;
  });
}
