import type { Period } from '../period';
import { dayNumber, dayText, type Raw, sum } from './raw';

/** What was asked: the days of the run, the same for every account. */
export type Asked = { period: Period; asOf: string; firstWeekday: number };

/** A row behind a number, as the definitions say it. */
export type TruthRow = {
  accountId: number;
  id: string;
  part: string;
  amount: number | null;
  value: number | null;
  weight: number;
};

/** A report told in plain code: its rows, and the figure of any of them (`whole`, one `part`, one `account`). */
export type Truth = {
  rows: (raws: Raw[], asked: Asked) => TruthRow[];
  figure: (
    rows: TruthRow[],
    of: 'whole' | 'part' | 'account',
    raws: Raw[],
    asked: Asked,
  ) => number | null;
};

export const sumOfAmounts = (rows: TruthRow[]): number => sum(rows.map((row) => row.amount ?? 0));

/** The sum of the amounts; a part that stands beside the figure counts only on its own. */
export function totalWithout(part: string): Truth['figure'] {
  return (rows, of) => sumOfAmounts(of === 'part' ? rows : rows.filter((row) => row.part !== part));
}

/** Whether an instant falls on a day of the period. */
export function isWithin(raw: Raw, at: number, { period }: Asked): boolean {
  const day = raw.day(at);
  return day >= dayNumber(period.from) && day <= dayNumber(period.to);
}

/** The step of the chart that a day falls into: days up to a month, weeks up to half a year, months beyond. */
export function stepKey(day: number, { period, firstWeekday }: Asked): string {
  const length = dayNumber(period.to) - dayNumber(period.from) + 1;
  if (length <= 31) return dayText(day);
  if (length > 182) return `${dayText(day).slice(0, 7)}-01`;
  return weekKey(day, firstWeekday);
}

/** The first day of the week that a day lies in. The first of January 1970 was a Thursday. */
export function weekKey(day: number, firstWeekday: number): string {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return dayText(day - ((weekday - firstWeekday + 7) % 7));
}

export function ageBandOf(days: number): string {
  if (days <= 30) return '0-30';
  if (days <= 60) return '31-60';
  return days <= 90 ? '61-90' : '90+';
}

/** Rows of each account, one after the other. */
export function perAccount(
  rows: (raw: Raw, asked: Asked) => Omit<TruthRow, 'accountId'>[],
): Truth['rows'] {
  return (raws, asked) =>
    raws.flatMap((raw) => rows(raw, asked).map((row) => ({ accountId: raw.accountId, ...row })));
}
