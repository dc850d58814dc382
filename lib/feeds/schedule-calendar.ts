import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import type { VisitListRow } from '@/lib/records/contract';
import { listPage } from '@/lib/records/list-page';
import { askedAccounts } from '@/lib/reports/asked-accounts';
import { calendarText } from './calendar-text';

const daysBack = 30;
const daysAhead = 180;
const pageLimitMs = 20_000;

/**
 * The visits of the account from 30 days ago to 180 days ahead as an iCalendar file.
 */
export async function scheduleCalendar(
  scope: AccountScope,
  { db = appDb(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<string> {
  const [account] = await askedAccounts(scope, db);
  const visits: VisitListRow[] = [];
  let after: string | undefined;
  do {
    const page = await listPage(
      scope,
      'visits',
      {
        filters: { date: 'start', period: { from: day(now, -daysBack), to: day(now, daysAhead) } },
        sort: { key: 'start', direction: 'ASCENDING' },
        limit: 1_000,
        ...(after ? { after } : {}),
      },
      { db, now, limitMs: pageLimitMs },
    );
    visits.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  return calendarText(visits, {
    name: account?.name ?? 'Fieldboard',
    timeZone: account?.timeZone ?? 'UTC',
    now,
  });
}

function day(now: Date, offset: number): string {
  return new Date(now.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
}
