import 'server-only';
import { sql } from 'drizzle-orm';
import { log } from '@/lib/log';
import { interval } from './sql';
import type { Vault } from './vault';

export type BreakerReason = 'invalid_client' | 'many_reconnects' | 'jobber_failing';

/** Stops refreshes for every connection; one probe in each interval may pass, and its success starts them again. */
export async function openBreaker(vault: Vault, reason: BreakerReason): Promise<void> {
  const probeAfter = interval(vault.timing.breaker.probeAfterMs);
  const { rowCount } = await vault.protocolDb.execute(sql`
    insert into vault_breaker (reason, probe_at) values (${reason}, app_now() + ${probeAfter})
    on conflict do nothing`);
  if (rowCount === 1) {
    log.error({ module: 'vault', reason }, 'token refreshes are stopped for all connections');
  }
}

/** Opens the breaker when several connections ended lately, which one customer alone cannot cause. */
export async function openAfterReconnects(vault: Vault): Promise<void> {
  const { reconnects, withinMs } = vault.timing.breaker;
  const { rows } = await vault.protocolDb.execute<{ count: number }>(sql`
    select count(distinct connection_id)::int as count from connection_events
    where what = 'reconnect_needed' and coalesce(why, '') not in ('restored', 'app_changed')
      and at > (select app_now()) - ${interval(withinMs)}`);
  if ((rows[0]?.count ?? 0) >= reconnects) await openBreaker(vault, 'many_reconnects');
}

/** Opens the breaker when attempts keep failing everywhere and none has succeeded in between. */
export async function openAfterFailures(vault: Vault): Promise<void> {
  const { failures, withinMs } = vault.timing.breaker;
  const { rows } = await vault.protocolDb.execute<{ failed: number; succeeded: number }>(sql`
    select count(*) filter (where what in ('unknown', 'deferred'))::int as failed,
      count(*) filter (where what = 'refreshed')::int as succeeded
    from connection_events where at > (select app_now()) - ${interval(withinMs)}`);
  const [seen] = rows;
  if (seen && seen.failed >= failures && seen.succeeded === 0) {
    await openBreaker(vault, 'jobber_failing');
  }
}

/** Why and since when refreshes are stopped, or null. For health and for the person who is paged.  */
export async function breakerState({
  db,
}: Pick<Vault, 'db'>): Promise<{ reason: BreakerReason; openedAt: string } | null> {
  const { rows } = await db.execute<{ reason: BreakerReason; openedAt: string }>(sql`
    select reason, to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "openedAt"
    from vault_breaker`);
  return rows[0] ?? null;
}
