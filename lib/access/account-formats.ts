import 'server-only';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accountFormats, accounts } from '@/db/schema/accounts';
import { syncAccounts } from '@/db/schema/sync';
import { repairRollups } from '@/lib/sync/rollups';
import type { AccountScope } from './account-scope';
import { audit } from './audit';
import type { FormatsChoice } from './formats-choice';
import { requireRight } from './rights';

/**
 * How an account is shown. `timeZone` counts now; `chosenTimeZone` null: as Jobber says. Weekdays are 0 (Sunday) to 6.
 * @public
 */
export type AccountFormats = {
  accountId: number;
  slug: string;
  name: string;
  currency: string;
  locale: string;
  timeZone: string;
  chosenTimeZone: string | null;
  jobberTimeZone: string | null;
  firstWeekday: number;
  workingDays: number[];
};

/**
 * The formats of the accounts in scope, by name of the account.
 * @public
 */
export async function formatsOfAccounts(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<AccountFormats[]> {
  const rows = await db
    .select({
      accountId: accounts.id,
      slug: accounts.slug,
      name: accounts.name,
      currency: accountFormats.currency,
      locale: accountFormats.locale,
      chosenTimeZone: accountFormats.timeZone,
      jobberTimeZone: syncAccounts.timeZone,
      firstWeekday: accountFormats.firstWeekday,
      workingDays: accountFormats.workingDays,
    })
    .from(accounts)
    .leftJoin(accountFormats, eq(accountFormats.accountId, accounts.id))
    .leftJoin(syncAccounts, eq(syncAccounts.accountId, accounts.id))
    .where(inArray(accounts.id, [...scope.accountIds]))
    .orderBy(asc(accounts.name), asc(accounts.id));
  return rows.map((row) => ({
    ...row,
    currency: row.currency ?? 'USD',
    locale: row.locale ?? 'en-US',
    timeZone: row.chosenTimeZone ?? row.jobberTimeZone ?? 'UTC',
    firstWeekday: row.firstWeekday ?? 1,
    workingDays: row.workingDays ?? [1, 2, 3, 4, 5],
  }));
}

/**
 * Keeps how an account is shown; every screen follows at its next request. Only owners.
 * @public
 */
export async function keepFormats(
  scope: AccountScope,
  accountId: number,
  choice: FormatsChoice,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  await db.transaction(async (tx) => {
    const before = await timeZoneOf(accountId, tx);
    const values = { ...choice, updatedAt: sql`app_now()` };
    await tx
      .insert(accountFormats)
      .values({ accountId, ...values })
      .onConflictDoUpdate({ target: accountFormats.accountId, set: values });
    // The daily sums are kept by the account's days.
    if ((await timeZoneOf(accountId, tx)) !== before) await repairRollups(tx, accountId);
    const { personId } = scope;
    await audit({ what: 'settings_changed', personId, accountId, about: 'formats' }, tx);
  });
}

async function timeZoneOf(accountId: number, db: Database): Promise<string | undefined> {
  const { rows } = await db.execute<{ zone: string }>(
    sql`select account_time_zone(${accountId}) as zone`,
  );
  return rows[0]?.zone;
}
