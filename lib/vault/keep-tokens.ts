import 'server-only';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/errors';
import { accessTokenExpiry, type TokenAnswer } from '@/lib/jobber/oauth';
import { note, settled } from './outcomes';
import { seal } from './seal';
import { epochMs } from './sql';
import { windows } from './timing';
import { tokenPlace, type Vault, vault } from './vault';

/**
 * What a sign-in brings. `sentAt` is when this host asked for the tokens, by its own clock.
 * @public
 */
export type NewGrant = {
  jobberAccountId: string;
  jobberUserId: string;
  answer: TokenAnswer;
  sentAt?: Date;
};

/**
 * Keeps the tokens of a sign-in or reconnect as a new grant of (account, user) and returns its connection. The last of
 * two simultaneous sign-ins wins whole. Tokens that a running refresh of the older grant brings are refused later.
 * Jobber's answer to a sign-in also shows that it answers and knows this server, so a breaker opened for want of either
 * closes; one opened because many connections ended stays.
 * @public
 */
export async function keepTokens(
  grant: NewGrant,
  service: Vault = vault(),
): Promise<{ connectionId: string; isNew: boolean }> {
  for (let tries = 0; tries < 20; tries += 1) {
    const current = await findGrant(service, grant);
    const kept = await reconnect(service, grant, current);
    if (kept) return { connectionId: kept, isNew: current.connectionId === null };
  }
  throw new AppError('conflict', 'Several sign-ins happened at once. Sign in again.');
}

type Grant = { connectionId: string | null; grantNo: number; tokenVersion: number; nowMs: number };

async function findGrant(
  { protocolDb }: Vault,
  { jobberAccountId, jobberUserId }: NewGrant,
): Promise<Grant> {
  const { rows } = await protocolDb.execute<Grant>(sql`
    select c.id as "connectionId", coalesce(c.grant_no, 0) as "grantNo",
      coalesce(c.token_version, 0) as "tokenVersion", ${epochMs(sql`app_now()`)} as "nowMs"
    from (select 1) one left join jobber_connections c
      on c.jobber_account_id = ${jobberAccountId} and c.jobber_user_id = ${jobberUserId}`);
  return rows[0] ?? { connectionId: null, grantNo: 0, tokenVersion: 0, nowMs: Date.now() };
}

/** Grant + 1 and version + 1 in one statement, if nobody else changed the row since it was read; else null. */
async function reconnect(service: Vault, grant: NewGrant, current: Grant): Promise<string | null> {
  const next = {
    connectionId: current.connectionId ?? service.newId(),
    grantNo: current.grantNo + 1,
    tokenVersion: current.tokenVersion + 1,
  };
  const { answer, sentAt } = grant;
  // Only a duration is taken from this host's clock; the instant itself is the database's.
  const sentAtMs = current.nowMs - (sentAt ? Math.max(0, Date.now() - sentAt.getTime()) : 0);
  const lifetimeMs = Math.round(accessTokenExpiry(answer, new Date(sentAtMs)).getTime() - sentAtMs);
  const usableMs = lifetimeMs - windows(lifetimeMs).marginMs;
  const access = seal(service.ring, tokenPlace(service, next, 'access'), answer.accessToken);
  const refresh = seal(service.ring, tokenPlace(service, next, 'refresh'), answer.refreshToken);
  const expiresAt = sql`to_timestamp(${(sentAtMs + usableMs) / 1000}::float8)`;
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
    ), noted as (${note(next, { what, why: null, version: next.tokenVersion })}
    ), closed as (
      delete from vault_breaker where reason <> 'many_reconnects'
        and opened_at <= to_timestamp(${sentAtMs / 1000}::float8) and exists (select 1 from moved)
    )
    select id from moved`);
  return rows[0]?.id ?? null;
}
