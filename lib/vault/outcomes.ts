import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { accessTokenExpiry, type TokenAnswer } from '@/lib/jobber/oauth';
import type { Claim } from './claim';
import { seal } from './seal';
import { interval } from './sql';
import { unknownWaitMs, windows } from './timing';
import { tokenPlace, type Vault } from './vault';

/**
 * Stores the pair that Jobber answered with, as version + 1, if `(grant, version)` is still the one that was sent.
 * The lease is no condition: a late answer is as good as an early one. True when the row took it.
 */
export async function commit(vault: Vault, claim: Claim, answer: TokenAnswer): Promise<boolean> {
  const { attemptId, connectionId, grantNo, tokenVersion, claimedAtMs } = claim;
  const next = { connectionId, grantNo, tokenVersion: tokenVersion + 1 };
  const expiresAtMs = accessTokenExpiry(answer, new Date(claimedAtMs)).getTime();
  const lifetimeMs = Math.round(expiresAtMs - claimedAtMs);
  const usableMs = lifetimeMs - windows(lifetimeMs).marginMs;
  const why = answer.warning ?? (claim.intentCount > 1 ? 'second try' : null);
  const access = seal(vault.ring, tokenPlace(vault, next, 'access'), answer.accessToken);
  const refresh = seal(vault.ring, tokenPlace(vault, next, 'refresh'), answer.refreshToken);
  const { rows } = await vault.protocolDb.execute(sql`
    with moved as (
      update jobber_connections c set
        token_version = ${next.tokenVersion}, rotated_at = app_now(), rotated_by = ${attemptId},
        access_expires_at = to_timestamp(${(claimedAtMs + usableMs) / 1000}::float8),
        access_lifetime_ms = ${lifetimeMs},
        status_since = case when c.status = 'active' then c.status_since else app_now() end,
        status = 'active', status_reason = null, ${settled}
      where ${samePair(claim)} and c.status <> 'disconnected' returning c.id
    ), stored as (
      update jobber_tokens t set grant_no = ${grantNo}, token_version = ${next.tokenVersion},
        access_sealed = ${access}, refresh_sealed = ${refresh}
      from moved where t.connection_id = moved.id returning 1
    ), noted as (${note(claim, { what: 'refreshed', why, version: next.tokenVersion })}
    ), closed as (
      delete from vault_breaker where opened_at < to_timestamp(${claimedAtMs / 1000}::float8)
        and exists (select 1 from moved)
    )
    select 1 from stored`);
  return rows.length === 1;
}

/** Nothing was spent: gives the lease back, undoes this intent and waits `waitMs` before the next attempt. */
export async function notSent(
  { protocolDb }: Vault,
  claim: Claim,
  { waitMs, why }: { waitMs: number; why: string },
): Promise<void> {
  await protocolDb.execute(sql`
    with moved as (
      update jobber_connections c set lease_id = null, lease_until = null,
        intent_version = case when c.intent_count > 1 then c.intent_version end,
        intent_at = case when c.intent_count > 1 then c.intent_at end,
        intent_count = greatest(c.intent_count - 1, 0),
        soft_failures = c.soft_failures + 1, next_attempt_at = app_now() + ${interval(waitMs)}
      where ${samePair(claim)} and c.lease_id = ${claim.attemptId} returning c.id
    ) ${note(claim, { what: 'deferred', why, version: claim.tokenVersion })}`);
}

/**
 * Nobody knows whether the token is spent: suspect, the intent stays, one more try after the quiet period or shortly
 * before the old access token ends. Unknown alone never becomes reconnect; only refusals that explain nothing do, when
 * `isUnclear` comes five times over at least thirty minutes.
 */
export async function unknown(
  { protocolDb, timing }: Vault,
  claim: Claim,
  { why, isUnclear }: { why: string; isUnclear: boolean },
): Promise<void> {
  const waitMs = Math.max(unknownWaitMs(claim.intentCount), timing.quietMs);
  const isEnough = isUnclear
    ? sql`(c.unclear_count >= 4 and c.unclear_since <= app_now() - interval '30 minutes')`
    : sql`false`;
  await protocolDb.execute(sql`
    with moved as (
      update jobber_connections c set lease_id = null, lease_until = null,
        status_since = case when c.status = 'suspect' and not ${isEnough} then c.status_since else app_now() end,
        status = case when ${isEnough} then 'reconnect' else 'suspect' end,
        status_reason = case when ${isEnough} then 'unclear' else ${why} end,
        unclear_count = c.unclear_count + ${isUnclear ? 1 : 0},
        unclear_since = case when ${isUnclear} then coalesce(c.unclear_since, app_now()) else c.unclear_since end,
        next_attempt_at = greatest(app_now() + ${interval(waitMs)},
          c.access_expires_at - ${interval(timing.patienceLeftMs)})
      where ${samePair(claim)} and c.lease_id = ${claim.attemptId} returning c.id, c.status
    ) ${note(claim, {
      what: sql`case when moved.status = 'reconnect' then 'reconnect_needed' else 'unknown' end`,
      why,
      version: claim.tokenVersion,
    })}`);
}

/**
 * Jobber says that this token is no grant. Only the current pair may be condemned: false means that the row has moved
 * on and the verdict is about a token nobody uses any more. Lost if the token may have been spent before, else revoked.
 */
export async function rejected({ protocolDb }: Vault, claim: Claim): Promise<boolean> {
  const { rows } = await protocolDb.execute(sql`
    with moved as (
      update jobber_connections c set lease_id = null, lease_until = null, next_attempt_at = null,
        status = 'reconnect', status_since = app_now(),
        status_reason = case when c.intent_count > 1 then 'rotation_lost' else 'revoked' end
      where ${samePair(claim)} and c.status in ('active', 'suspect') returning c.id, c.status_reason
    ) ${note(claim, { what: 'reconnect_needed', why: sql`moved.status_reason`, version: claim.tokenVersion })}
    returning 1`);
  return rows.length === 1;
}

/** The stored value does not open although its key is here: no request is made with it until somebody signs in. */
export async function quarantine(
  { protocolDb }: Vault,
  pair: { connectionId: string; grantNo: number; tokenVersion: number },
): Promise<void> {
  await protocolDb.execute(sql`
    with moved as (
      update jobber_connections c set quarantined_at = app_now(), lease_id = null, lease_until = null,
        intent_version = case when c.intent_count > 1 then c.intent_version end,
        intent_count = greatest(c.intent_count - 1, 0)
      where ${samePair(pair)} and c.quarantined_at is null returning c.id
    ) ${note(pair, { what: 'quarantined', why: 'unreadable', version: pair.tokenVersion })}`);
}

/** What every new pair clears. */
export const settled = sql`lease_id = null, lease_until = null, intent_version = null, intent_at = null,
  intent_count = 0, next_attempt_at = null, soft_failures = 0, unclear_count = 0, unclear_since = null,
  quarantined_at = null`;

function samePair(pair: { connectionId: string; grantNo: number; tokenVersion: number }): SQL {
  return sql`c.id = ${pair.connectionId} and c.grant_no = ${pair.grantNo} and c.token_version = ${pair.tokenVersion}`;
}

/** The event beside a change, written only if the change hit its row (`moved`). */
export function note(
  pair: { grantNo: number; attemptId?: string },
  event: { what: string | SQL; why: string | SQL | null; version: number },
): SQL {
  return sql`insert into connection_events (connection_id, grant_no, token_version, attempt_id, what, why)
    select moved.id, ${pair.grantNo}::int, ${event.version}::int, ${pair.attemptId ?? null}::uuid, ${event.what}, ${event.why}
    from moved`;
}
