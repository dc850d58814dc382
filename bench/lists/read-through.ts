import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';

/**
 * Notes of a grown account that all of it has been read, as the sync notes it: without that, pages say what is missing.
 * @public
 */
export async function readThrough(db: Database, accountId: number): Promise<void> {
  await db.execute(sql`
    insert into sync_accounts (account_id, time_zone, newest_read_at, first_read_done_at)
    values (${accountId}, 'America/New_York', app_now(), app_now())`);
  await db.execute(sql`
    insert into sync_streams (account_id, entity, stage, state, pass_started_at, finished_at)
    select ${accountId}, entity, stage, 'done', app_now(), app_now()
    from unnest(array['client', 'request', 'quote', 'job', 'visit', 'invoice', 'payment', 'property', 'user', 'product']) entity,
      unnest(array['recent', 'history', 'details', 'probe']) stage`);
}

/**
 * Gives an account an authorization that Jobber accepts, as on nearly every day; its tokens are not there.
 * @public
 */
export async function connect(db: Database, accountId: number): Promise<void> {
  await db.execute(sql`
    insert into jobber_connections
      (id, jobber_account_id, jobber_user_id, status, grant_no, token_version, access_expires_at)
    select gen_random_uuid(), jobber_account_id, 'bench', 'active', 1, 1, app_now() + interval '1 day'
    from accounts where id = ${accountId}`);
}
