import 'server-only';
import { sql } from 'drizzle-orm';
import { dueAt, epochMs } from './sql';
import type { Vault } from './vault';

/** What one read of a connection tells; durations are by the clock of the database. */
export type StoredConnection = {
  connectionId: string;
  jobberAccountId: string;
  status: 'active' | 'suspect' | 'reconnect' | 'disconnected';
  statusReason: string | null;
  grantNo: number;
  tokenVersion: number;
  accessSealed: string | null;
  /** Remaining life of the access token, negative once it has expired. */
  leftMs: number;
  lifetimeMs: number;
  isLeased: boolean;
  /** Until somebody may claim the next refresh, lease aside; 0 is "now". */
  blockedMs: number;
  isQuarantined: boolean;
  rotatedBy: string | null;
  isBreakerOpen: boolean;
};

/** Reads one connection with its sealed access token in one statement, or null. */
export async function findStoredConnection(
  { db, timing }: Pick<Vault, 'db' | 'timing'>,
  connectionId: string,
): Promise<StoredConnection | null> {
  const { rows } = await db.execute<StoredConnection>(sql`
    select c.id as "connectionId", c.jobber_account_id as "jobberAccountId", c.status,
      c.status_reason as "statusReason", c.grant_no as "grantNo", c.token_version as "tokenVersion",
      t.access_sealed as "accessSealed", c.rotated_by as "rotatedBy",
      coalesce(${epochMs(sql`c.access_expires_at - app_now()`)}, 0) as "leftMs",
      coalesce(c.access_lifetime_ms, 0)::float8 as "lifetimeMs",
      coalesce(c.lease_until > app_now(), false) as "isLeased",
      greatest(coalesce(${epochMs(sql`${dueAt(timing)} - app_now()`)}, 0), 0) as "blockedMs",
      c.quarantined_at is not null as "isQuarantined",
      exists (select 1 from vault_breaker where probe_at > app_now()) as "isBreakerOpen"
    from jobber_connections c
    left join jobber_tokens t on t.connection_id = c.id and t.token_version = c.token_version
    where c.id = ${connectionId}`);
  return rows[0] ?? null;
}
