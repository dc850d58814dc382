import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/**
 * What turns an account's instants into its days and its cents into its money. `timeZone` is the one chosen in settings,
 * else the one that Jobber tells of the connected user. Weekdays are 0 (Sunday) to 6.
 * @public
 */
export type AccountCalendar = {
  currency: string;
  locale: string;
  timeZone: string;
  firstWeekday: number;
  workingDays: number[];
};

/**
 * Joins of `accounts a` that `calendarValues` needs.
 * @public
 */
export const calendarJoins = sql.raw(
  'left join account_formats f on f.account_id = a.id left join sync_accounts y on y.account_id = a.id',
);

/**
 * Every field of an `AccountCalendar` with its value, until somebody chooses otherwise as in the United States.
 * @public
 */
export const calendarValues: Readonly<Record<keyof AccountCalendar, SQL>> = {
  currency: sql.raw("coalesce(f.currency, 'USD')"),
  locale: sql.raw("coalesce(f.locale, 'en-US')"),
  timeZone: sql.raw("coalesce(f.time_zone, y.time_zone, 'UTC')"),
  firstWeekday: sql.raw('coalesce(f.first_weekday, 1)'),
  workingDays: sql.raw("coalesce(f.working_days, '{1,2,3,4,5}')"),
};
