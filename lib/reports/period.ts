import { TZDate } from '@date-fns/tz';
import {
  addDays as addDaysTo,
  addMonths,
  addYears,
  differenceInCalendarDays,
  format,
  startOfDay,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
} from 'date-fns';

/**
 * A calendar day `YYYY-MM-DD` in the account's time zone; never an instant.
 * @public
 */
export type Day = string;

/**
 * Whole days, both ends included, in one time zone.
 * @public
 */
export type Period = { from: Day; to: Day };

/** @public */
export const presets = [
  'today',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
  'last-year',
  'last-30-days',
  'last-90-days',
  'last-12-months',
] as const;

/** @public */
export type PeriodPreset = (typeof presets)[number];

/** @public */
export type Comparison = 'period-before' | 'year-before';

/**
 * How an account counts days: its IANA zone, the weekday weeks begin on (0 = Sunday), the days it works.
 * @public
 */
export type Calendar = { timeZone: string; firstWeekday: number; workingDays: number[] };

/**
 * The day that `now` falls on where the account is.
 * @public
 */
export function dayOf(now: Date, timeZone: string): Day {
  return format(new TZDate(now, timeZone), 'yyyy-MM-dd');
}

/**
 * The instant at which `day` begins in `timeZone`, also where a clock change removes midnight.
 * @public
 */
export function startOfDayIn(day: Day, timeZone: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(startOfDay(new TZDate(year, month - 1, date, timeZone)).getTime());
}

/**
 * The day that `now` falls on in `timeZone`, and when it began.
 * @public
 */
export function todayIn(now: Date, timeZone: string): { day: Day; startsAt: Date } {
  const known = latestDays.get(timeZone);
  if (known && known.startsAt <= now && now < known.endsAt) return known;
  const day = dayOf(now, timeZone);
  const startsAt = startOfDayIn(day, timeZone);
  const latest = { day, startsAt, endsAt: startOfDayIn(addDays(day, 1), timeZone) };
  latestDays.set(timeZone, latest);
  return latest;
}

// Looking a time zone up takes longer than anything else that a read does before it asks the database.
const latestDays = new Map<string, { day: Day; startsAt: Date; endsAt: Date }>();

/**
 * What a preset means on the day `now` falls on.
 * @public
 */
export function periodOf(preset: PeriodPreset, now: Date, calendar: Calendar): Period {
  const today = plain(dayOf(now, calendar.timeZone));
  const weekStartsOn = calendar.firstWeekday as 0 | 1 | 2 | 3 | 4 | 5 | 6;
  const week = startOfWeek(today, { weekStartsOn });
  const month = startOfMonth(today);
  const quarter = startOfQuarter(today);
  const year = startOfYear(today);
  switch (preset) {
    case 'today':
      return between(today, today);
    case 'this-week':
      return between(week, addDaysTo(week, 6));
    case 'last-week':
      return between(addDaysTo(week, -7), addDaysTo(week, -1));
    case 'this-month':
      return between(month, addDaysTo(addMonths(month, 1), -1));
    case 'last-month':
      return between(addMonths(month, -1), addDaysTo(month, -1));
    case 'this-quarter':
      return between(quarter, addDaysTo(addMonths(quarter, 3), -1));
    case 'last-quarter':
      return between(addMonths(quarter, -3), addDaysTo(quarter, -1));
    case 'this-year':
      return between(year, addDaysTo(addYears(year, 1), -1));
    case 'last-year':
      return between(addYears(year, -1), addDaysTo(year, -1));
    case 'last-30-days':
      return between(addDaysTo(today, -29), today);
    case 'last-90-days':
      return between(addDaysTo(today, -89), today);
    case 'last-12-months':
      return between(addDaysTo(addYears(today, -1), 1), today);
  }
}

/**
 * The period that a figure is held against. A period still running is compared with the same number of days of the
 * other one, so that half a month never meets a whole month.
 * @public
 */
export function comparedWith(period: Period, comparison: Comparison, today: Day): Period {
  const from = plain(period.from);
  const elapsedTo = today >= period.from && today < period.to ? today : period.to;
  const to = plain(elapsedTo);
  if (comparison === 'year-before') return between(addYears(from, -1), addYears(to, -1));
  if (isWholeMonths(period)) {
    const months = monthsIn(period);
    const start = addMonths(from, -months);
    const running = elapsedTo !== period.to;
    const end = running
      ? addDaysTo(start, differenceInCalendarDays(to, from))
      : addDaysTo(from, -1);
    return between(start, end > addDaysTo(from, -1) ? addDaysTo(from, -1) : end);
  }
  const length = differenceInCalendarDays(plain(period.to), from) + 1;
  const start = addDaysTo(from, -length);
  return between(start, addDaysTo(start, differenceInCalendarDays(to, from)));
}

/**
 * The day that lies `count` days after `day`, or before it when negative.
 * @public
 */
export function addDays(day: Day, count: number): Day {
  return format(addDaysTo(plain(day), count), 'yyyy-MM-dd');
}

/**
 * How many of the account's working days lie in the period.
 * @public
 */
export function workingDaysIn(period: Period, workingDays: number[]): number {
  let count = 0;
  for (let day = plain(period.from); day <= plain(period.to); day = addDaysTo(day, 1)) {
    if (workingDays.includes(day.getDay())) count += 1;
  }
  return count;
}

/**
 * How a period is cut into the steps of a chart: days up to 31, weeks up to 26, months beyond.
 * @public
 */
export function stepOf(period: Period): 'day' | 'week' | 'month' {
  const days = differenceInCalendarDays(plain(period.to), plain(period.from)) + 1;
  if (days <= 31) return 'day';
  return days <= 182 ? 'week' : 'month';
}

// Day arithmetic runs on local midnights of a zone without clock changes, so that a day is always 24 hours.
function plain(day: Day): TZDate {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new TZDate(year, month - 1, date, 'UTC');
}

function between(from: Date, to: Date): Period {
  return { from: format(from, 'yyyy-MM-dd'), to: format(to, 'yyyy-MM-dd') };
}

function isWholeMonths(period: Period): boolean {
  return period.from.endsWith('-01') && format(addDaysTo(plain(period.to), 1), 'dd') === '01';
}

function monthsIn(period: Period): number {
  const from = plain(period.from);
  const end = addDaysTo(plain(period.to), 1);
  return (end.getFullYear() - from.getFullYear()) * 12 + (end.getMonth() - from.getMonth());
}
