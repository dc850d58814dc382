import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '../access/account-scope';
import { type ConnectionState, connectionState } from './connection-state';

/**
 * One grant as the connection page shows it. Times are ISO 8601.
 * @public
 */
export type ConnectionRow = {
  connectionId: string;
  accountId: number;
  slug: string;
  accountName: string;
  /** Who allowed it, by the name Jobber gave; null when that person is gone. */
  personName: string | null;
  isOwn: boolean;
  /** The grant that background work uses. */
  isServing: boolean;
  status: 'active' | 'suspect' | 'reconnect' | 'disconnected';
  reason: string | null;
  /** The stored tokens do not open with this server's keys: only a sign-in helps. */
  isUnreadable: boolean;
  /** A renewal is overdue and the old access has run out: nothing can be asked of Jobber until it answers. */
  isWaiting: boolean;
  statusSince: string;
  connectedAt: string;
  firstConnectedAt: string;
  /** About when the access token is renewed next; null without a live grant. */
  nextRefreshAt: string | null;
};

/**
 * An entry of the history, newest first.
 * @public
 */
export type ConnectionEvent = {
  id: number;
  accountId: number;
  personName: string | null;
  at: string;
  what: string;
  why: string | null;
};

/**
 * Every grant of the accounts in scope, the live and first ones first.
 * @public
 */
export async function connections(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<ConnectionRow[]> {
  const { rows } = await db.execute<ConnectionRow>(sql`
    select c.id as "connectionId", a.id as "accountId", a.slug, a.name as "accountName",
      p.name as "personName", coalesce(i.person_id = ${scope.personId}::uuid, false) as "isOwn",
      c.id = first_value(c.id) over (
        partition by a.id order by (${isLive}) desc, c.first_connected_at, c.id
      ) and ${isLive} as "isServing",
      c.status, c.status_reason as reason, c.quarantined_at is not null as "isUnreadable",
      c.status = 'suspect' and c.access_expires_at <= app_now() as "isWaiting", ${iso(sql`c.status_since`)} as "statusSince",
      ${iso(sql`c.connected_at`)} as "connectedAt",
      ${iso(sql`c.first_connected_at`)} as "firstConnectedAt",
      case when ${isLive} then ${iso(sql`greatest(app_now(), c.next_attempt_at, c.access_expires_at
        - least(interval '10 minutes', make_interval(secs => coalesce(c.access_lifetime_ms, 0) / 6000.0)))`)}
      end as "nextRefreshAt"
    from jobber_connections c
    join accounts a on a.jobber_account_id = c.jobber_account_id
    left join identities i on i.jobber_account_id = c.jobber_account_id and i.jobber_user_id = c.jobber_user_id
    left join people p on p.id = i.person_id
    where a.id = any(${ids(scope)})
    order by a.name, a.id, (${isLive}) desc, c.first_connected_at, c.id`);
  return rows;
}

/**
 * What happened to the connections in scope, newest first, without the hourly renewals; `limit` rows.
 * @public
 */
export async function connectionEvents(
  scope: AccountScope,
  limit = 50,
  db: Database = appDb(),
): Promise<ConnectionEvent[]> {
  const { rows } = await db.execute<ConnectionEvent>(sql`
    select e.id::float8 as id, a.id as "accountId", p.name as "personName", ${iso(sql`e.at`)} as at,
      e.what, e.why
    from connection_events e
    join jobber_connections c on c.id = e.connection_id
    join accounts a on a.jobber_account_id = c.jobber_account_id
    left join identities i on i.jobber_account_id = c.jobber_account_id and i.jobber_user_id = c.jobber_user_id
    left join people p on p.id = i.person_id
    where a.id = any(${ids(scope)}) and (e.what <> 'refreshed' or e.id = (
      select max(latest.id) from connection_events latest
      where latest.connection_id = e.connection_id and latest.what = 'refreshed'))
    order by e.id desc limit ${limit}`);
  return rows;
}

/**
 * An account with the state of its connection.
 * @public
 */
export type AccountConnection = { slug: string; name: string; connection: ConnectionState };

/**
 * The state of each account in scope: as the sign-in of the request has brought it, else read.
 * @public
 */
export async function accountConnections(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<AccountConnection[]> {
  const known = scope.accounts.flatMap(({ slug, name, connection }) =>
    connection ? [{ slug, name, connection }] : [],
  );
  if (known.length === scope.accounts.length) return known;
  const { rows } = await db.execute<AccountConnection>(sql`
    select a.slug, a.name, ${connectionState} as connection
    from accounts a left join jobber_connections c on c.jobber_account_id = a.jobber_account_id
    where a.id = any(${ids(scope)})
    group by a.id order by a.name, a.id`);
  return rows;
}

const isLive = sql`c.status in ('active', 'suspect') and c.quarantined_at is null`;

function ids(scope: AccountScope) {
  return sql`${`{${scope.accountIds.join(',')}}`}::int[]`;
}

function iso(instant: ReturnType<typeof sql>) {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
