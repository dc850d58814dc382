import 'server-only';
import { sql } from 'drizzle-orm';
import { type Vault, vault } from './vault';

/**
 * The connection that serves an account: the person's own live grant if `jobberUserId` has one, else the live grant of
 * whoever connected first (Jobber promises only that user's tokens to stay valid), or null.
 * @public
 */
export async function findServingConnection(
  asked: { jobberAccountId: string; jobberUserId?: string },
  { db }: Pick<Vault, 'db'> = vault(),
): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from jobber_connections
    where jobber_account_id = ${asked.jobberAccountId} and status in ('active', 'suspect')
      and quarantined_at is null
    order by (jobber_user_id = ${asked.jobberUserId ?? ''}) desc, first_connected_at, id limit 1`);
  return rows[0]?.id ?? null;
}

/** True while any grant of the account is alive. */
export async function hasOtherLiveGrant(
  { protocolDb }: Vault,
  jobberAccountId: string,
): Promise<boolean> {
  return (await findServingConnection({ jobberAccountId }, { db: protocolDb })) !== null;
}
