/**
 * Rows without their names: those once, then the values of each row. Rows that come with a page travel inside its HTML; as
 * objects they would carry every name fifty times.
 * @public
 */
export type PackedRows<Row> = { names: string[]; rows: unknown[][]; readonly row?: Row };

/** @public */
export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const names = Object.keys(rows[0] ?? {}) as (string & keyof Row)[];
  return { names, rows: rows.map((row) => names.map((name) => row[name])) };
}

/** @public */
export function unpackRows<Row extends object>({ names, rows }: PackedRows<Row>): Row[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    names.forEach((name, at) => {
      row[name] = values[at];
    });
    return row as Row;
  });
}
