import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * After a restore: every grant that was alive asks for one reconnect, because a backup cannot know which tokens Jobber has
 * replaced since, and redeeming a spent one could end the grant for good. Returns how many.
 * @public
 */
export async function loseRotations(db: Database): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with lost as (
      update jobber_connections set status = 'reconnect', status_reason = 'restored',
        status_since = app_now(), lease_id = null, lease_until = null, intent_version = null,
        intent_at = null, intent_count = 0, next_attempt_at = null
      where status in ('active', 'suspect')
      returning id, grant_no, token_version
    )
    insert into connection_events (connection_id, grant_no, token_version, what, why)
    select id, grant_no, token_version, 'reconnect_needed', 'restored' from lost`);
  return rowCount ?? 0;
}
