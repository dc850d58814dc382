import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { cache } from 'react';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accountFormats, accounts } from '@/db/schema/accounts';
import { syncAccounts } from '@/db/schema/sync';
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
  const rows = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      currency: sql<string>`coalesce(${accountFormats.currency}, 'USD')`,
      locale: sql<string>`coalesce(${accountFormats.locale}, 'en-US')`,
      timeZone: sql<string>`coalesce(${accountFormats.timeZone}, ${syncAccounts.timeZone}, 'UTC')`,
      firstWeekday: sql<number>`coalesce(${accountFormats.firstWeekday}, 1)`,
      workingDays: accountFormats.workingDays,
    })
    .from(accounts)
    .leftJoin(accountFormats, sql`${accountFormats.accountId} = ${accounts.id}`)
    .leftJoin(syncAccounts, sql`${syncAccounts.accountId} = ${accounts.id}`)
    .where(inArray(accounts.id, [...ids]))
    .orderBy(accounts.name, accounts.id);
  return rows.map((row) => ({ ...row, workingDays: row.workingDays ?? [1, 2, 3, 4, 5] }));
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
