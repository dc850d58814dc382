import 'server-only';
import { sql } from 'drizzle-orm';
import { isAppError } from '@/lib/errors';
import { accessToken } from './access-token';
import { settled } from './outcomes';
import { type Vault, vault } from './vault';

/**
 * Ends a connection here: wipes its tokens, for good. `why` is for the history; telling Jobber is the caller's part.
 * @public
 */
export async function forgetTokens(
  connectionId: string,
  why: 'asked' | 'disconnected in Jobber',
  service: Vault = vault(),
): Promise<void> {
  await disconnect(service, connectionId, { why });
}

/**
 * What an `APP_DISCONNECT` of Jobber leads to, for each live connection of the account. A message older than the
 * connection is ignored, and a newer one only wipes tokens once `isConnected`, asked with an access token, answers
 * false. Returns the connections that ended. Errors of `isConnected` pass through: try again later.
 * @public
 */
export async function confirmDisconnected(
  message: { jobberAccountId: string; occurredAt: Date },
  isConnected: (token: string) => Promise<boolean>,
  service: Vault = vault(),
): Promise<string[]> {
  const { rows } = await service.db.execute<{ id: string; grantNo: number }>(sql`
    select id, grant_no as "grantNo" from jobber_connections
    where jobber_account_id = ${message.jobberAccountId} and status <> 'disconnected'
      and connected_at <= ${message.occurredAt.toISOString()}::timestamptz order by first_connected_at`);
  const ended: string[] = [];
  for (const { id, grantNo } of rows) {
    if (await stillConnected(service, id, isConnected)) continue;
    if (await disconnect(service, id, { why: 'disconnected in Jobber', grantNo })) ended.push(id);
  }
  return ended;
}

async function stillConnected(
  service: Vault,
  connectionId: string,
  isConnected: (token: string) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await isConnected((await accessToken(connectionId, service)).token);
  } catch (error) {
    if (isAppError(error) && error.code === 'reconnect_required') return false;
    throw error;
  }
}

/** Wipes the tokens whatever the state; with `grantNo` only if no newer sign-in took place. */
async function disconnect(
  { protocolDb }: Vault,
  connectionId: string,
  { why, grantNo }: { why: string; grantNo?: number },
): Promise<boolean> {
  const { rows } = await protocolDb.execute(sql`
    with moved as (
      update jobber_connections c set status = 'disconnected', status_reason = ${why}, status_since = app_now(),
        token_version = c.token_version + 1, access_expires_at = null, ${settled}
      where c.id = ${connectionId} and c.status <> 'disconnected'
        and coalesce(c.grant_no = ${grantNo ?? null}::int, true)
      returning c.id, c.grant_no, c.token_version
    ), wiped as (delete from jobber_tokens t using moved where t.connection_id = moved.id)
    insert into connection_events (connection_id, grant_no, token_version, what, why)
    select moved.id, moved.grant_no, moved.token_version, 'disconnected', ${why} from moved returning 1`);
  return rows.length === 1;
}
