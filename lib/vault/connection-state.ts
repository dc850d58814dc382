import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { AppError } from '@/lib/errors';
import { type BreakerReason, breakerState } from './breaker';
import { epochMs } from './sql';
import { advisoryWindowMs } from './timing';
import { type Vault, vault } from './vault';

/**
 * What a person may know of a connection; never a token. Instants are ISO strings.
 * @public
 */
export type ConnectionState = {
  id: string;
  jobberAccountId: string;
  jobberUserId: string;
  status: 'active' | 'suspect' | 'reconnect' | 'disconnected';
  /** `revoked`, `rotation_lost`, `unclear`, or what the last attempt met while suspect. */
  reason: string | null;
  since: string;
  /** True when the stored tokens cannot be read: signing in again helps. */
  isUnreadable: boolean;
  grantNo: number;
  tokenVersion: number;
  firstConnectedAt: string;
  connectedAt: string;
  rotatedAt: string | null;
  accessExpiresAt: string | null;
  nextRefreshAt: string | null;
};

/**
 * One line of the history of a connection.
 * @public
 */
export type ConnectionEvent = {
  id: number;
  connectionId: string;
  at: string;
  what: string;
  why: string | null;
};

/**
 * The state of one connection; throws `not_found`.
 * @public
 */
export async function connectionState(
  connectionId: string,
  service: Pick<Vault, 'db'> = vault(),
): Promise<ConnectionState> {
  const [state] = await readStates(service, sql`c.id = ${connectionId}`);
  if (!state) throw new AppError('not_found', 'This connection does not exist.');
  return state;
}

/**
 * The connections of some Jobber accounts, in the order in which they were first made.
 * @public
 */
export async function connectionStates(
  jobberAccountIds: readonly string[],
  service: Pick<Vault, 'db'> = vault(),
): Promise<ConnectionState[]> {
  if (jobberAccountIds.length === 0) return [];
  const ids = sql.join(
    jobberAccountIds.map((id) => sql`${id}`),
    sql`, `,
  );
  return readStates(service, sql`c.jobber_account_id in (${ids})`);
}

/**
 * The newest `limit` events of a connection, older than the event `beforeId` if given.
 * @public
 */
export async function connectionHistory(
  asked: { connectionId: string; limit: number; beforeId?: number },
  { db }: Pick<Vault, 'db'> = vault(),
): Promise<ConnectionEvent[]> {
  const { rows } = await db.execute<ConnectionEvent>(sql`
    select id::float8 as id, connection_id as "connectionId", ${iso(sql`at`)} as at, what, why
    from connection_events
    where connection_id = ${asked.connectionId} and id < ${asked.beforeId ?? Number.MAX_SAFE_INTEGER}::bigint
    order by connection_events.id desc limit ${asked.limit}`);
  return rows;
}

/**
 * What health shows of all connections: why refreshes are stopped, how long the oldest has been suspect, how many are
 * in each state.
 * @public
 */
export async function vaultHealth(service: Pick<Vault, 'db'> = vault()): Promise<{
  breaker: { reason: BreakerReason; openedAt: string } | null;
  oldestSuspectMs: number | null;
  counts: Record<ConnectionState['status'], number>;
}> {
  const { rows } = await service.db.execute<{
    status: ConnectionState['status'];
    count: number;
    ageMs: number;
  }>(sql`
    select status, count(*)::int as count, ${epochMs(sql`(select app_now()) - min(status_since)`)} as "ageMs"
    from jobber_connections group by status`);
  const counts = { active: 0, suspect: 0, reconnect: 0, disconnected: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return {
    breaker: await breakerState(service),
    oldestSuspectMs: rows.find(({ status }) => status === 'suspect')?.ageMs ?? null,
    counts,
  };
}

async function readStates({ db }: Pick<Vault, 'db'>, which: SQL): Promise<ConnectionState[]> {
  type Row = Omit<ConnectionState, 'nextRefreshAt'> & {
    expiresMs: number | null;
    dueMs: number | null;
    lifetimeMs: number | null;
  };
  const { rows } = await db.execute<Row>(sql`
    select c.id, c.jobber_account_id as "jobberAccountId", c.jobber_user_id as "jobberUserId", c.status,
      c.status_reason as reason, ${iso(sql`c.status_since`)} as since,
      c.quarantined_at is not null as "isUnreadable", c.grant_no as "grantNo",
      c.token_version as "tokenVersion", ${iso(sql`c.first_connected_at`)} as "firstConnectedAt",
      ${iso(sql`c.connected_at`)} as "connectedAt", ${iso(sql`c.rotated_at`)} as "rotatedAt",
      ${iso(sql`c.access_expires_at`)} as "accessExpiresAt", ${epochMs(sql`c.access_expires_at`)} as "expiresMs",
      ${epochMs(sql`c.next_attempt_at`)} as "dueMs", c.access_lifetime_ms as "lifetimeMs"
    from jobber_connections c where ${which} order by c.first_connected_at, c.id`);
  return rows.map(({ expiresMs, dueMs, lifetimeMs, ...state }) => {
    const isLive = state.status === 'active' || state.status === 'suspect';
    const aheadMs = advisoryWindowMs(state.id, lifetimeMs ?? 0);
    const nextMs = isLive && expiresMs !== null ? Math.max(expiresMs - aheadMs, dueMs ?? 0) : null;
    return { ...state, nextRefreshAt: nextMs === null ? null : new Date(nextMs).toISOString() };
  });
}

function iso(instant: SQL): SQL {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
