import type { AccountStore } from '../world/account-store';
import type { Args, Asking } from './asking';

type SortValue = string | number | boolean | null;

/** What one list can do: which rows, which filters and sort keys work, what a search looks at. */
export interface ListSpec<R> {
  rows(store: AccountStore): readonly R[];
  filters: {
    [name: string]: (row: R, value: unknown, store: AccountStore, asking: Asking) => boolean;
  };
  sorts: { [key: string]: (row: R, store: AccountStore) => SortValue };
  search?: (row: R, store: AccountStore, fields: unknown) => string;
}

/** Rows of a list that pass the filter and search, in order. */
export function select<R>(
  spec: ListSpec<R>,
  rows: readonly R[],
  args: Args,
  store: AccountStore,
  asking: Asking,
): readonly R[] {
  const filter = args.filter as { [name: string]: unknown } | null | undefined;
  const where = typeof args.timezone === 'string' ? { ...asking, timezone: args.timezone } : asking;
  const tests = Object.entries(filter ?? {}).flatMap(([name, value]) => {
    const test = spec.filters[name];
    return test && value !== null && value !== undefined ? [{ test, value }] : [];
  });
  const term = typeof args.searchTerm === 'string' ? args.searchTerm.trim().toLowerCase() : '';
  const words = term === '' ? [] : term.split(/\s+/);
  const kept =
    tests.length === 0 && words.length === 0
      ? rows
      : rows.filter((row) => {
          if (!tests.every(({ test, value }) => test(row, value, store, where))) return false;
          if (words.length === 0 || !spec.search) return true;
          const text = spec.search(row, store, args.searchFields).toLowerCase();
          return words.every((word) => text.includes(word));
        });
  return sorted(spec.sorts, kept, args.sort ?? filter?.sort, store);
}

/** Rows that hang on a record, in the order that was asked for. */
export function sortedBy<R>(
  sorts: { [key: string]: (row: R) => SortValue },
  rows: readonly R[],
  sort: unknown,
): readonly R[] {
  return sorted(sorts, rows, sort, null);
}

function sorted<R, S>(
  sorts: { [key: string]: (row: R, store: S) => SortValue },
  rows: readonly R[],
  sort: unknown,
  store: S,
): readonly R[] {
  const asked = (Array.isArray(sort) ? sort : sort ? [sort] : []) as {
    key?: string;
    field?: string;
    direction?: string;
  }[];
  const orders = asked.flatMap(({ key, field, direction }) => {
    const value = sorts[key ?? field ?? ''];
    return value ? [{ value, sign: direction === 'DESCENDING' ? -1 : 1 }] : [];
  });
  if (orders.length === 0) return rows;
  const keyed = rows.map((row) => ({
    row,
    keys: orders.map(({ value }) => {
      const key = value(row, store);
      return typeof key === 'string' ? key.toLowerCase() : key;
    }),
  }));
  keyed.sort((a, b) => {
    for (const [index, { sign }] of orders.entries()) {
      const order = compare(a.keys[index] ?? null, b.keys[index] ?? null, sign);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** Nothing comes last in either direction. */
function compare(a: SortValue, b: SortValue, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * sign;
}

/** `Iso8601DateTimeRangeInput`, inclusive; times are already epoch milliseconds. Nothing is in no range. */
export function inTime(value: number | null, range: unknown): boolean {
  if (value === null) return false;
  const { after, before, eq } = range as { after?: number; before?: number; eq?: number };
  if (typeof after === 'number' && value < after) return false;
  if (typeof before === 'number' && value > before) return false;
  return typeof eq !== 'number' || value === eq;
}

/** `FloatRangeInput` and `IntRangeInput`, inclusive. */
export function inRange(value: number, range: unknown): boolean {
  const { min, max, eq } = range as { min?: number; max?: number; eq?: number };
  if (typeof min === 'number' && value < min) return false;
  if (typeof max === 'number' && value > max) return false;
  return typeof eq !== 'number' || value === eq;
}

export function isOneOf(value: string, list: unknown): boolean {
  return Array.isArray(list) && list.includes(value);
}
