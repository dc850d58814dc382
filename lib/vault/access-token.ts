import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { quarantine } from './outcomes';
import { refreshRound } from './refresh';
import { UnsealError, unseal } from './seal';
import { interval } from './sql';
import { findStoredConnection, type StoredConnection } from './stored-connection';
import { advisoryWindowMs, windows } from './timing';
import { tokenPlace, type Vault, vault } from './vault';

/**
 * A usable access token and the version it belongs to.
 * @public
 */
export type AccessToken = { token: string; version: number };

/**
 * An access token that is good for at least the mandatory window. Refreshes when needed, once for all callers of all
 * processes, and waits at most 8 s for that. Throws `reconnect_required`, `jobber_disconnected`, `not_found`, or
 * `temporarily_unavailable` with `retryAfterMs`, in which case nothing is wrong with the connection.
 * @public
 */
export async function accessToken(
  connectionId: string,
  service: Vault = vault(),
): Promise<AccessToken> {
  noteUse(service, connectionId);
  const seen = await getUsable(service, connectionId);
  if (seen.leftMs <= windows(seen.lifetimeMs).mandatoryMs) return awaitFresh(service, seen);
  if (seen.leftMs <= advisoryWindowMs(connectionId, seen.lifetimeMs)) startAhead(service, seen);
  return handOut(service, seen);
}

/**
 * To call after Jobber answered 401 to the token of `version`: returns a newer one. Throws `jobber_refused` if that
 * token is itself the fruit of such a call less than a minute ago, so that a lasting 401 does not burn tokens.
 * @public
 */
export async function refreshRejected(
  connectionId: string,
  version: number,
  service: Vault = vault(),
): Promise<AccessToken> {
  const seen = await getUsable(service, connectionId);
  if (seen.tokenVersion === version && !(await condemn(service, connectionId, version))) {
    const now = await getUsable(service, connectionId);
    // Somebody else may have condemned or replaced it meanwhile; only a token still in good standing is refused.
    if (now.tokenVersion === version && now.leftMs > 0) {
      throw new AppError(
        'jobber_refused',
        'Jobber refuses this connection although its token was just renewed. Check the permissions of the app in Jobber, or reconnect.',
        { retryAfterMs: service.timing.spacingMs },
      );
    }
  }
  return accessToken(connectionId, service);
}

/**
 * Starts a refresh if one is due soon. Never throws, and nobody waits for it; a shutdown does.
 * @public
 */
export function ensureFresh(connectionId: string, service: Vault = vault()): void {
  findStoredConnection(service, connectionId)
    .then((seen) => {
      if (!seen || !['active', 'suspect'].includes(seen.status) || seen.isQuarantined) return;
      if (seen.leftMs <= advisoryWindowMs(connectionId, seen.lifetimeMs)) startAhead(service, seen);
    })
    .catch((err: unknown) => log.warn({ module: 'vault', connectionId, err }, 'no look ahead'));
}

async function awaitFresh(service: Vault, seen: StoredConnection): Promise<AccessToken> {
  const { connectionId } = seen;
  const deadline = performance.now() + service.timing.waitMs;
  for (let row = seen; ; row = await getUsable(service, connectionId)) {
    const isNew = row.tokenVersion > seen.tokenVersion;
    if (isNew || row.leftMs > windows(row.lifetimeMs).mandatoryMs) return handOut(service, row);
    const remainingMs = deadline - performance.now();
    const isHopeless = !row.isLeased && (row.blockedMs > remainingMs || row.isBreakerOpen);
    if (remainingMs <= 0 || isHopeless || service.isDraining) {
      if (row.leftMs > 0) return handOut(service, row);
      throw new AppError(
        'temporarily_unavailable',
        'Jobber is not renewing the access right now. It is tried again without you.',
        { retryAfterMs: Math.max(row.blockedMs, 1_000) },
      );
    }
    await atMost(remainingMs, refreshRound(service, row));
  }
}

/** Waits for shared work without ending it when this caller's patience does. */
async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  work.catch(() => undefined);
  const timer = sleep(limitMs, undefined, { signal: limit.signal }).catch(() => undefined);
  try {
    await Promise.race([work, timer]);
  } finally {
    limit.abort();
  }
}

function startAhead(service: Vault, seen: StoredConnection): void {
  if (seen.blockedMs > 0 || seen.isLeased || seen.isBreakerOpen || service.isDraining) return;
  const spacingMs = Math.min(service.timing.spacingMs, seen.lifetimeMs / 20);
  const last = service.aheadAt.get(seen.connectionId) ?? Number.NEGATIVE_INFINITY;
  if (performance.now() - last < spacingMs) return;
  service.aheadAt.set(seen.connectionId, performance.now());
  refreshRound(service, seen).catch((err: unknown) =>
    log.warn({ module: 'vault', connectionId: seen.connectionId, err }, 'no refresh ahead'),
  );
}

async function getUsable(service: Vault, connectionId: string): Promise<StoredConnection> {
  const row = await findStoredConnection(service, connectionId);
  if (!row) throw new AppError('not_found', 'This connection does not exist.');
  if (row.status === 'disconnected') {
    throw new AppError('jobber_disconnected', 'Jobber is disconnected. Connect it again.');
  }
  if (row.status === 'reconnect') {
    throw new AppError('reconnect_required', 'Jobber has ended the access. Reconnect Jobber.');
  }
  if (row.isQuarantined) {
    throw new AppError(
      'reconnect_required',
      'The stored access to Jobber cannot be read. Reconnect Jobber.',
    );
  }
  return row;
}

async function handOut(service: Vault, row: StoredConnection): Promise<AccessToken> {
  try {
    const token = unseal(service.ring, tokenPlace(service, row, 'access'), row.accessSealed ?? '');
    return { token, version: row.tokenVersion };
  } catch (cause) {
    if (!(cause instanceof UnsealError)) throw cause;
    log.error(
      { module: 'vault', connectionId: row.connectionId, reason: cause.reason },
      'a stored access token does not open',
    );
    if (cause.reason === 'unreadable') await quarantine(service, row);
    throw new AppError('misconfigured', 'The stored access to Jobber cannot be read.', { cause });
  }
}

/** Marks the access token of `version` as dead, at most once a minute for a connection. */
async function condemn(
  { protocolDb, timing }: Vault,
  connectionId: string,
  version: number,
): Promise<boolean> {
  const { rowCount } = await protocolDb.execute(sql`
    update jobber_connections c set access_expires_at = app_now(), forced_at = app_now(),
      next_attempt_at = case when c.status = 'suspect'
        then least(c.next_attempt_at, greatest(app_now(), c.intent_at + ${interval(timing.quietMs)}))
        else c.next_attempt_at end
    where c.id = ${connectionId} and c.token_version = ${version} and c.access_expires_at > app_now()
      and coalesce(c.forced_at <= app_now() - ${interval(timing.spacingMs)}, true)`);
  return rowCount === 1;
}

function noteUse(service: Vault, connectionId: string): void {
  const last = service.useNotedAt.get(connectionId) ?? Number.NEGATIVE_INFINITY;
  if (performance.now() - last < 300_000) return;
  service.useNotedAt.set(connectionId, performance.now());
  service.db
    .execute(
      sql`insert into connection_uses (connection_id) select id from jobber_connections where id = ${connectionId}
        on conflict (connection_id) do update set used_at = app_now()`,
    )
    .catch(() => service.useNotedAt.delete(connectionId));
}
