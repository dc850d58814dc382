import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { repairRollups } from './rollups';

/** Takes the time zone of the account's owner as that of the account, and counts its days anew when it changed. */
export async function followTimeZone(tx: Database, accountId: number): Promise<void> {
  const changed = await tx.execute(sql`
    update sync_accounts a set time_zone = u.time_zone
    from (select time_zone from users where account_id = ${accountId} and time_zone is not null
      order by is_owner desc, is_admin desc, id limit 1) u
    where a.account_id = ${accountId} and a.time_zone <> u.time_zone
      and exists (select 1 from pg_timezone_names where name = u.time_zone) returning 1`);
  if (changed.rows.length > 0) await repairRollups(tx, accountId);
}
