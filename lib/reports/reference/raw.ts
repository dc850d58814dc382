import type { AccountStore } from '@/lib/sandbox/world/account-store';
import type { Cents, Id, Millis, Records, RecordType } from '@/lib/sandbox/world/records';
import { dump, type World } from '@/lib/sandbox/world/world';

/** Raw records of one account with the calendar they are counted in. Days are whole numbers since 1970 in its zone. */
export type Raw = {
  accountId: number;
  name: string;
  zone: string;
  now: Millis;
  today: number;
  workingDays: number[];
  rates: { userId: Id; from: number; hourlyCents: Cents; burdenPercent: number }[];
  goals: { span: 'month' | 'quarter' | 'year'; from: number; cents: Cents }[];
  all: <T extends RecordType>(type: T) => Records[T][];
  find: <T extends RecordType>(type: T, id: Id | null) => Records[T] | null;
  day: (at: Millis) => number;
};

/** Reads an account of the sandbox; `accountId` is its number in the read model, `chosen` what people set up here. */
export function rawAccount(
  world: World,
  store: AccountStore,
  accountId: number,
  chosen: Pick<Raw, 'workingDays' | 'rates' | 'goals'>,
): Raw {
  const { records } = dump(world, store.account.id);
  const zone = store.account.timezone;
  const day = dayIn(zone);
  const byId = new Map<string, object>();
  for (const rows of Object.values(records)) {
    for (const row of rows) byId.set((row as { id: string }).id, row);
  }
  return {
    accountId,
    name: store.account.name,
    zone,
    now: store.now,
    today: day(store.now),
    ...chosen,
    all: <T extends RecordType>(type: T) => (records[type] ?? []) as Records[T][],
    find: <T extends RecordType>(_type: T, id: Id | null) =>
      id === null ? null : ((byId.get(id) ?? null) as Records[T] | null),
    day,
  };
}

/** `2026-03-08` as a number of days, and back. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const dayText = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The same day of the year before; the 29th of February falls on the 28th. */
export function yearBefore(day: number): number {
  const [year = 0, month = 1, date = 1] = dayText(day).split('-').map(Number);
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return Date.UTC(year - 1, month - 1, Math.min(date, last)) / 86_400_000;
}

/** The month that a day lies in, as its number since year 0. */
export function monthOf(day: number): number {
  const [year = 0, month = 1] = dayText(day).split('-').map(Number);
  return year * 12 + month - 1;
}

/** The half-up whole number nearest to `dividend / divisor`, for whole numbers. */
export function roundedShare(dividend: number, divisor: number): number {
  const sign = dividend < 0 ? -1 : 1;
  return sign * Math.floor((2 * Math.abs(dividend) + divisor) / (2 * divisor));
}

/** The middle value, or the mean of the two in the middle; null of nothing. */
export function middle(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Groups in the order of their first row. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function dayIn(zone: string): (at: Millis) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  // A job with thousands of visits asks for the same days a million times.
  const days = new Map<Millis, number>();
  return (at) => {
    const known = days.get(at);
    if (known !== undefined) return known;
    const day = dayNumber(format.format(at));
    days.set(at, day);
    return day;
  };
}
