import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { formatsOfAccounts } from '../access/account-formats';
import type { AccountScope } from '../access/account-scope';
import { visitDays } from './read-plan';

/**
 * Those of `days` (`YYYY-MM-DD` in each account's time zone) whose visits have not all been read yet in some account of
 * the scope, so that a day without visits is not taken for a free one. Costs Jobber nothing.
 * @public
 */
export async function unreadVisitDays(
  scope: AccountScope,
  days: readonly string[],
  db: Database = appDb(),
): Promise<string[]> {
  const accounts = (await formatsOfAccounts(scope, db)).map(({ accountId, timeZone }) => ({
    id: accountId,
    zone: timeZone,
  }));
  const spans = Object.entries(visitDays).map(([stage, [first, last]]) => ({ stage, first, last }));
  const { rows } = await db.execute<{ day: string }>(sql`
    select d.day from unnest(${sql.param([...days])}::text[]) d(day)
    where exists (
      select from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) a(id int, zone text)
      where not exists (
        select from sync_streams s
        left join jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) p(stage text, first int, last int) using (stage)
        where s.account_id = a.id and s.entity = 'visit' and (
          s.state = 'not_permitted' or (s.stage = 'history' and s.finished_at is not null) or (
            s.finished_at is not null
            and d.day::date::timestamp at time zone a.zone >= s.finished_at + make_interval(days => p.first)
            and (d.day::date + 1)::timestamp at time zone a.zone <= s.finished_at + make_interval(days => p.last)))))
    order by 1`);
  return rows.map(({ day }) => day);
}
