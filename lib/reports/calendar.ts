import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { askedAccounts } from './asked-accounts';
import type { Calendar } from './period';

/**
 * The calendar that periods of a scope are counted in: that of its first account by name.
 * @public
 */
export async function calendarOf(scope: AccountScope, db: Database = appDb()): Promise<Calendar> {
  const [first] = await askedAccounts(scope, db);
  return {
    timeZone: first?.timeZone ?? 'UTC',
    firstWeekday: first?.firstWeekday ?? 1,
    workingDays: first?.workingDays ?? [1, 2, 3, 4, 5],
  };
}
