import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { type AccountCalendar, calendarJoins, calendarValues } from '@/lib/access/account-calendar';
import type { AccountScope, MemberAccount } from '@/lib/access/account-scope';
import type { ResultFormats } from './contract';
import { dayOf } from './period';

/**
 * An account of a run with everything that turns instants into its days and cents into its money.
 * @public
 */
export type AskedAccount = AccountCalendar & Pick<MemberAccount, 'id' | 'name' | 'reading'>;

/**
 * The accounts of the scope with their calendars: those that the sign-in of the request has brought, else read.
 * @public
 */
export async function askedAccounts(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<AskedAccount[]> {
  const known = scope.accounts.flatMap(({ id, name, reading, calendar }) =>
    calendar ? [{ id, name, ...(reading ? { reading } : {}), ...calendar }] : [],
  );
  return known.length === scope.accounts.length ? known : accountCalendars(scope.accountIds, db);
}

/** The same for accounts that nobody asked for, as the nightly work has them. */
export async function accountCalendars(
  ids: readonly number[],
  db: Database,
): Promise<AskedAccount[]> {
  const { rows } = await db.execute<AskedAccount>(sql`
    select a.id, a.name, ${calendarList} from accounts a ${calendarJoins}
    where a.id = any(${sql.param([...ids])}::int[])
    order by a.name, a.id`);
  return rows;
}

const calendarList = sql.join(
  Object.entries(calendarValues).map(([name, value]) => sql`${value} as ${sql.identifier(name)}`),
  sql`, `,
);

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
