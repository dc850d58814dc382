import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { AppError } from '@/lib/errors';
import { accessTokenExpiry, refreshTokens } from '@/lib/jobber/oauth';
import { benchApp, benchTiming } from './settings';

type NaiveRow = { access: string; refresh: string; status: string; leftMs: number };

/** The pattern of most integrations, guides included: look at the expiry, refresh, overwrite. For comparison only. */
export async function naiveAccessToken(
  id: string,
  { db, apiUrl }: { db: Database; apiUrl: string },
): Promise<string> {
  const { rows } = await db.execute<NaiveRow>(sql`
    select access, refresh, status, (extract(epoch from expires_at - app_now()) * 1000)::float8 as "leftMs"
    from naive_tokens where id = ${id}`);
  const [row] = rows;
  if (row?.status !== 'active') throw new AppError('reconnect_required', 'Reconnect.');
  if (row.leftMs > 6_000) return row.access;
  const outcome = await refreshTokens({
    ...benchApp(apiUrl),
    refreshToken: row.refresh,
    hardLimitMs: benchTiming('patient').hardLimitMs,
  });
  if (outcome.kind === 'invalid_grant') {
    await db.execute(sql`update naive_tokens set status = 'reconnect' where id = ${id}`);
    throw new AppError('reconnect_required', 'Reconnect.');
  }
  if (outcome.kind !== 'ok') throw new AppError('temporarily_unavailable', 'Try again.');
  const sentAt = new Date(0);
  const lifetimeMs = accessTokenExpiry(outcome, sentAt).getTime();
  await db.execute(sql`
    update naive_tokens set access = ${outcome.accessToken}, refresh = ${outcome.refreshToken},
      expires_at = app_now() + make_interval(secs => ${lifetimeMs / 1000}::float8) where id = ${id}`);
  return outcome.accessToken;
}

export async function createNaiveTokens(db: Database): Promise<void> {
  await db.execute(sql`
    create table naive_tokens (id uuid primary key, access text not null, refresh text not null,
      status text not null, expires_at timestamptz not null)`);
}

/** A sign-in, as the naive pattern stores it. */
export async function keepNaiveTokens(
  db: Database,
  grant: { id: string; accessToken: string; refreshToken: string; ttlSeconds: number },
): Promise<void> {
  await db.execute(sql`
    insert into naive_tokens values (${grant.id}, ${grant.accessToken}, ${grant.refreshToken}, 'active',
      app_now() + make_interval(secs => ${grant.ttlSeconds}::float8))
    on conflict (id) do update set access = excluded.access, refresh = excluded.refresh,
      status = 'active', expires_at = excluded.expires_at`);
}
