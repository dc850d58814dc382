import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';

type Sample = {
  name: string;
  help: string;
  type: 'gauge' | 'counter';
  labels: string;
  value: number;
};

/**
 * What a Prometheus server may collect, in its text format: counts and ages over all accounts, no names and no ids.
 * @public
 */
export async function metricsText(db: Database = appDb()): Promise<string> {
  const { rows } = await db.execute<{ name: string; label: string; value: number }>(sql`
    select 'connections' as name, status as label, count(*)::float8 as value from jobber_connections group by status
    union all
    select 'connection_events_total', what, count(*)::float8 from connection_events group by what
    union all
    select 'connection_trouble_total', what || '_' || regexp_replace(coalesce(why, 'none'), '[^A-Za-z0-9]+', '_', 'g'), count(*)::float8
      from connection_events where what in ('deferred', 'unknown', 'reconnect_needed', 'quarantined') group by 2
    union all
    select 'vault_second_tries_total', '', count(*)::float8 from connection_events where what = 'refreshed' and why = 'second try'
    union all
    select 'vault_breaker_open', '', count(*)::float8 from vault_breaker
    union all
    select 'vault_oldest_suspect_seconds', '', coalesce(extract(epoch from app_now() - min(status_since)), 0)::float8
      from jobber_connections where status = 'suspect'
    union all
    select 'vault_oldest_attempt_seconds', '', coalesce(extract(epoch from app_now() - min(intent_at)), 0)::float8
      from jobber_connections where lease_until > app_now()
    union all
    select 'vault_least_token_seconds', '', coalesce(extract(epoch from min(access_expires_at) - app_now()), 0)::float8
      from jobber_connections where status in ('active', 'suspect')
    union all
    select 'vault_key_rows', split_part(refresh_sealed, '.', 2), count(*)::float8 from jobber_tokens group by 2
    union all
    select 'sync_streams', state, count(*)::float8 from sync_streams group by state
    union all
    select 'sync_points_total', '', coalesce(sum(points_used), 0)::float8 from sync_streams
    union all
    select 'sync_throttled_total', '', coalesce(sum(throttled_count), 0)::float8 from jobber_budgets
    union all
    select 'webhooks_waiting', '', count(*)::float8 from webhook_events where handled_at is null and account_id is not null
    union all
    select 'sync_oldest_slice_age_seconds', '', coalesce(max(extract(epoch from app_now() - last_slice_at)), 0)::float8 from sync_accounts
    union all
    select 'worker_heartbeat_age_seconds', '', coalesce((select extract(epoch from app_now() - at) from worker_heartbeat), -1)::float8
    union all
    select 'sessions', '', count(*)::float8 from app_sessions where revoked_at is null and absolute_expiry_at > app_now()`);
  return text(rows.map(({ name, label, value }) => sample(name, label, value)));
}

const described: Readonly<Record<string, { help: string; label?: string }>> = {
  connections: { help: 'Connections to Jobber by state.', label: 'status' },
  connection_events_total: { help: 'What happened to connections.', label: 'what' },
  connection_trouble_total: {
    help: 'Renewals that brought no tokens, by outcome and reason.',
    label: 'why',
  },
  vault_second_tries_total: { help: 'Renewals that worked after an attempt without an outcome.' },
  vault_oldest_suspect_seconds: { help: 'Age of the oldest renewal without an outcome; 0: none.' },
  vault_oldest_attempt_seconds: { help: 'Age of the oldest renewal under way; 0: none.' },
  vault_least_token_seconds: {
    help: 'Remaining life of the access token that ends first; negative when it has ended.',
  },
  vault_key_rows: { help: 'Token pairs by the key that seals them.', label: 'kid' },
  vault_breaker_open: { help: '1 while automatic token refreshes are stopped.' },
  sync_streams: { help: 'Streams of the sync by state.', label: 'state' },
  sync_points_total: { help: 'Query-cost points used by the sync.' },
  sync_throttled_total: { help: 'Requests that Jobber throttled.' },
  webhooks_waiting: { help: 'Webhooks received and not worked off.' },
  sync_oldest_slice_age_seconds: {
    help: 'Age of the last reading of the account read longest ago.',
  },
  worker_heartbeat_age_seconds: {
    help: 'Age of the last sign of life of a worker; -1: none ever.',
  },
  sessions: { help: 'Sign-ins that count now.' },
};

function sample(name: string, label: string, value: number): Sample {
  const about = described[name];
  return {
    name: `fieldboard_${name}`,
    help: about?.help ?? name,
    type: name.endsWith('_total') ? 'counter' : 'gauge',
    labels: about?.label ? `{${about.label}="${label}"}` : '',
    value,
  };
}

function text(samples: readonly Sample[]): string {
  const lines: string[] = [];
  let last = '';
  for (const { name, help, type, labels, value } of samples) {
    if (name !== last) lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    lines.push(`${name}${labels} ${value}`);
    last = name;
  }
  return `${lines.join('\n')}\n`;
}
