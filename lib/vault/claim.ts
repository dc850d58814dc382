import 'server-only';
import { sql } from 'drizzle-orm';
import { dueAt, epochMs, interval } from './sql';
import type { Vault } from './vault';

/** The right to send one refresh token once. `(grantNo, tokenVersion)` is the pair it may replace. */
export type Claim = {
  attemptId: string;
  connectionId: string;
  grantNo: number;
  tokenVersion: number;
  refreshSealed: string;
  /** How often this token has been sent or claimed, this time included. */
  intentCount: number;
  softFailures: number;
  /** Database time just before the POST, epoch milliseconds: lifetimes count from here. */
  claimedAtMs: number;
};

/**
 * Takes the lease and writes the intent in one conditional statement, or null when another attempt is open or due
 * later, the version moved on, or refreshes are stopped. Also the proof that the database can be written.
 */
export async function claim(
  { protocolDb, timing, newId }: Vault,
  connectionId: string,
  tokenVersion: number,
): Promise<Claim | null> {
  const attemptId = newId();
  const claimable = sql`c.id = ${connectionId} and c.status in ('active', 'suspect')
    and c.token_version = ${tokenVersion} and c.quarantined_at is null
    and coalesce(c.lease_until <= app_now(), true)
    and coalesce(${dueAt(timing)} <= app_now(), true)`;
  // While the breaker is open one claim in each interval passes as the probe that may close it.
  const { rows } = await protocolDb.execute<Claim>(sql`
    with probe as (
      update vault_breaker set probe_at = app_now() + ${interval(timing.breaker.probeAfterMs)}
      where probe_at <= app_now() and exists (select 1 from jobber_connections c where ${claimable})
      returning 1
    ), claimed as (
      update jobber_connections c set
        lease_id = ${attemptId}, lease_until = app_now() + ${interval(timing.leaseMs)},
        intent_count = case when c.intent_version = c.token_version then c.intent_count + 1 else 1 end,
        intent_version = c.token_version, intent_at = app_now()
      where ${claimable} and (not exists (select 1 from vault_breaker) or exists (select 1 from probe))
      returning c.*
    )
    select ${attemptId} as "attemptId", c.id as "connectionId", c.grant_no as "grantNo",
      c.token_version as "tokenVersion", t.refresh_sealed as "refreshSealed",
      c.intent_count as "intentCount", c.soft_failures as "softFailures",
      ${epochMs(sql`c.intent_at`)} as "claimedAtMs"
    from claimed c join jobber_tokens t on t.connection_id = c.id and t.token_version = c.token_version`);
  return rows[0] ?? null;
}
