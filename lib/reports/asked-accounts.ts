import 'server-only';
import { sql } from 'drizzle-orm';
import { cache } from 'react';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import type { ResultFormats } from './contract';
import { type Calendar, dayOf } from './period';

/**
 * An account of a run with everything that turns instants into its days and cents into its money.
 * @public
 */
export type AskedAccount = Calendar & {
  id: number;
  name: string;
  currency: string;
  locale: string;
};

/**
 * The accounts of the scope with their calendars. The time zone is the one chosen in settings, else the one that
 * Jobber tells of the connected user. Read once while a page is made.
 * @public
 */
export function askedAccounts(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<AskedAccount[]> {
  return calendarsOf(scope.accountIds, db);
}

const calendarsOf = cache((ids: readonly number[], db: Database) => accountCalendars(ids, db));

/** The same for accounts that nobody asked for, as the nightly work has them. */
export async function accountCalendars(
  ids: readonly number[],
  db: Database,
): Promise<AskedAccount[]> {
  const { rows } = await db.execute<AskedAccount>(sql`
    select a.id, a.name, coalesce(f.currency, 'USD') as currency, coalesce(f.locale, 'en-US') as locale,
      coalesce(f.time_zone, s.time_zone, 'UTC') as "timeZone", coalesce(f.first_weekday, 1) as "firstWeekday",
      coalesce(f.working_days, '{1,2,3,4,5}') as "workingDays"
    from accounts a
    left join account_formats f on f.account_id = a.id
    left join sync_accounts s on s.account_id = a.id
    where a.id = any(${sql.param([...ids])}::int[])
    order by a.name, a.id`);
  return rows;
}

/** The accounts as the FROM item `s(account_id, zone, today, first_weekday, working_days)`. */
export function askedRelation(asked: AskedAccount[], now: Date) {
  const rows = asked.map(
    (account) =>
      sql`(${account.id}::int, ${account.timeZone}::text, ${dayOf(now, account.timeZone)}::date, ${account.firstWeekday}::int,
        ${sql.param(account.workingDays)}::int[])`,
  );
  return sql`(values ${sql.join(rows, sql`, `)}) as s(account_id, zone, today, first_weekday, working_days)`;
}

/** How the first of the accounts writes money and days; accounts of one result share the currency. */
export function formatsOf(asked: AskedAccount[]): ResultFormats {
  const [first] = asked;
  return {
    currency: first?.currency ?? 'USD',
    locale: first?.locale ?? 'en-US',
    timeZone: first?.timeZone ?? 'UTC',
  };
}
