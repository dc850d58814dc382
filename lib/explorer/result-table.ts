import { csvText } from '@/lib/csv';

/** The first list of a result, one row per entry; nested objects become columns such as `client.name`. */
export type ResultTable = { path: string; columns: string[]; rows: string[][] };

type Plain = Record<string, unknown>;

/** The list nearest to the top of `data` as a table; null when there is none. Lists inside a row are joined or counted. */
export function resultTable(data: unknown): ResultTable | null {
  const found = findList(data);
  if (!found) return null;
  const flat = found.list.map((entry) => flatten(isPlain(entry) ? entry : { value: entry }));
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return {
    path: found.path,
    columns,
    rows: flat.map((row) => columns.map((column) => row.get(column) ?? '')),
  };
}

/** The table as a CSV file; cells that a spreadsheet would run as formulas are text. */
export function tableCsv({ columns, rows }: ResultTable): string {
  return `\uFEFF${csvText([columns, ...rows])}`;
}

/** Breadth first, so that a list of clients is found before the tags of the first of them. */
function findList(data: unknown): { path: string; list: unknown[] } | null {
  const queue: [string, unknown][] = [['', data]];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [path, value] = next;
    if (!isPlain(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      const here = path ? `${path}.${key}` : key;
      const list = listOf(inner);
      if (list) return { path: here, list };
      queue.push([here, inner]);
    }
  }
  return null;
}

function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isPlain(value)) return null;
  if (Array.isArray(value.nodes)) return value.nodes;
  if (!Array.isArray(value.edges)) return null;
  return value.edges.map((edge) => (isPlain(edge) ? (edge.node ?? edge) : edge));
}

function flatten(entry: Plain, prefix = '', row = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(entry)) {
    const name = `${prefix}${key}`;
    const list = listOf(value);
    if (list) row.set(name, list.map(short).join(', '));
    else if (isPlain(value)) flatten(value, `${name}.`, row);
    else row.set(name, textOf(value));
  }
  return row;
}

/** An entry of a list inside a row: its only value, or all of them. */
function short(entry: unknown): string {
  if (!isPlain(entry)) return textOf(entry);
  return [...flatten(entry).values()].filter((text) => text !== '').join(' ');
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
