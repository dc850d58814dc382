import 'server-only';
import { sql } from 'drizzle-orm';
import { AppError, isAppError } from '@/lib/errors';
import { accessTokenExpiry, type TokenAnswer } from '@/lib/jobber/oauth';
import { accessToken } from './access-token';
import { note, settled } from './outcomes';
import { seal } from './seal';
import { windows } from './timing';
import { tokenPlace, type Vault, vault } from './vault';

/**
 * Keeps the tokens of a sign-in or reconnect as a new grant of (account, user) and returns its connection. The last of
 * two simultaneous sign-ins wins whole. Tokens that a running refresh of the older grant brings are refused later.  @public
 */
export async function keepTokens(
  grant: { jobberAccountId: string; jobberUserId: string; tokens: Omit<TokenAnswer, 'kind'> },
  service: Vault = vault(),
): Promise<{ connectionId: string; isNew: boolean }> {
  for (let tries = 0; tries < 20; tries += 1) {
    const current = await findGrant(service, grant);
    const kept = await reconnect(service, grant, current);
    if (kept) return { connectionId: kept, isNew: current.connectionId === null };
  }
  throw new AppError('conflict', 'Several sign-ins happened at once. Sign in again.');
}

/** Ends a connection here: wipes its tokens, for good. `why` is for the history; telling Jobber is the caller's part.  @public */
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
 * false. Returns the connections that ended. Errors of `isConnected` pass through: try again later.  @public
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

type Grant = { connectionId: string | null; grantNo: number; tokenVersion: number; nowMs: number };

async function findGrant(
  { protocolDb }: Vault,
  { jobberAccountId, jobberUserId }: { jobberAccountId: string; jobberUserId: string },
): Promise<Grant> {
  const { rows } = await protocolDb.execute<Grant>(sql`
    select c.id as "connectionId", coalesce(c.grant_no, 0) as "grantNo",
      coalesce(c.token_version, 0) as "tokenVersion", (extract(epoch from app_now()) * 1000)::float8 as "nowMs"
    from (select 1) one left join jobber_connections c
      on c.jobber_account_id = ${jobberAccountId} and c.jobber_user_id = ${jobberUserId}`);
  return rows[0] ?? { connectionId: null, grantNo: 0, tokenVersion: 0, nowMs: Date.now() };
}

/** Grant + 1 and version + 1 in one statement, if nobody else changed the row since it was read; else null. */
async function reconnect(
  service: Vault,
  grant: { jobberAccountId: string; jobberUserId: string; tokens: Omit<TokenAnswer, 'kind'> },
  current: Grant,
): Promise<string | null> {
  const next = {
    connectionId: current.connectionId ?? service.newId(),
    grantNo: current.grantNo + 1,
    tokenVersion: current.tokenVersion + 1,
  };
  const { tokens } = grant;
  const expiry = accessTokenExpiry({ kind: 'ok', ...tokens }, new Date(current.nowMs));
  const lifetimeMs = Math.round(expiry.getTime() - current.nowMs);
  const usableMs = lifetimeMs - windows(lifetimeMs).marginMs;
  const access = seal(service.ring, tokenPlace(service, next, 'access'), tokens.accessToken);
  const refresh = seal(service.ring, tokenPlace(service, next, 'refresh'), tokens.refreshToken);
  const expiresAt = sql`to_timestamp(${(current.nowMs + usableMs) / 1000}::float8)`;
  const moved =
    current.connectionId === null
      ? sql`insert into jobber_connections (id, jobber_account_id, jobber_user_id, status, grant_no, token_version,
          access_expires_at, access_lifetime_ms, rotated_at)
        values (${next.connectionId}, ${grant.jobberAccountId}, ${grant.jobberUserId}, 'active', 1, 1,
          ${expiresAt}, ${lifetimeMs}, app_now())
        on conflict do nothing returning id`
      : sql`update jobber_connections set grant_no = ${next.grantNo}, token_version = ${next.tokenVersion},
          status = 'active', status_reason = null, status_since = app_now(), connected_at = app_now(),
          access_expires_at = ${expiresAt}, access_lifetime_ms = ${lifetimeMs},
          rotated_at = app_now(), rotated_by = null, forced_at = null, ${settled}
        where id = ${next.connectionId} and grant_no = ${current.grantNo}
          and token_version = ${current.tokenVersion} returning id`;
  const what = current.connectionId === null ? 'connected' : 'reconnected';
  const { rows } = await service.protocolDb.execute<{ id: string }>(sql`
    with moved as (${moved}), stored as (
      insert into jobber_tokens (connection_id, grant_no, token_version, access_sealed, refresh_sealed)
      select moved.id, ${next.grantNo}::int, ${next.tokenVersion}::int, ${access}, ${refresh} from moved
      on conflict (connection_id) do update set grant_no = excluded.grant_no,
        token_version = excluded.token_version, access_sealed = excluded.access_sealed,
        refresh_sealed = excluded.refresh_sealed
    ), noted as (${note(next, { what, why: null, version: next.tokenVersion })})
    select id from moved`);
  return rows[0]?.id ?? null;
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
