import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { isAppInEnvironment, type JobberApp } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { findStoredApp, loadJobberApp, opened, type StoredApp, sealApp } from './app-secret';
import { checkKeys } from './keys';
import { settled } from './outcomes';
import { UnsealError } from './seal';
import { followApp, vault } from './vault';

/** How long webhooks that Jobber signed with the secret before still count, in days. */
const previousDays = 7;

/**
 * Puts another secret, or another app, in the place of the stored one and takes it into use. A new secret of the same
 * app keeps every connection, and webhooks signed with the old one count for a week. With another app every connection
 * needs one sign-in, because tokens belong to the app that they were made for. Returns which of the two it was and how
 * many connections that ended. Throws `conflict` when no app is stored here, or the environment names one.
 * @public
 */
export async function changeJobberApp(
  app: Pick<JobberApp, 'clientId' | 'clientSecret'>,
  db: Database = appDb(),
): Promise<{ isOtherApp: boolean; ended: number }> {
  if (isAppInEnvironment()) {
    throw new AppError('conflict', 'The environment of this server names the Jobber app.');
  }
  const outcome = await db.transaction(async (tx) => {
    const stored = await findStoredApp(tx, 'for update');
    if (!stored) throw new AppError('conflict', 'No Jobber app is stored on this server.');
    const isOtherApp = stored.clientId !== app.clientId;
    const version = stored.version + 1;
    const previous = isOtherApp ? null : previousOf(stored, app.clientSecret);
    await tx.execute(sql`
      update jobber_app set client_id = ${app.clientId}, version = ${version}, updated_at = app_now(),
        secret_sealed = ${sealApp(app.clientId, version, 'secret_sealed', app.clientSecret)},
        previous_sealed = ${previous && sealApp(app.clientId, version, 'previous_sealed', previous)}::text,
        previous_until = case when ${previous === null} then null
          else app_now() + make_interval(days => ${previousDays}) end`);
    await tx.execute(sql`delete from vault_breaker where reason = 'invalid_client'`);
    return { isOtherApp, ended: isOtherApp ? await endGrants(tx) : 0 };
  });
  await loadJobberApp(db);
  if (outcome.isOtherApp) await checkKeys(vault());
  return outcome;
}

/**
 * For an operator who put another app into the environment on purpose: what the old app's tokens and key proofs say no
 * longer counts, and every connection needs one sign-in. Returns how many.
 * @public
 */
export async function acceptOtherApp(db: Database = appDb()): Promise<number> {
  const ended = await db.transaction((tx) => endGrants(tx));
  followApp();
  await checkKeys(vault());
  return ended;
}

/** The secret that Jobber may have signed with until now; null when it does not open any more. */
function previousOf(stored: StoredApp, next: string): string | null {
  try {
    const { clientSecret, previousSecret } = opened(stored);
    return clientSecret === next ? (previousSecret ?? null) : clientSecret;
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

/** Wipes every token; the version moves on, so that a refresh under way stores nothing. */
async function endGrants(tx: Database): Promise<number> {
  const { rows } = await tx.execute(sql`
    with ended as (
      update jobber_connections set status = 'reconnect', status_reason = 'app_changed',
        status_since = app_now(), token_version = token_version + 1, access_expires_at = null, ${settled}
      where status <> 'disconnected'
      returning id, grant_no, token_version
    ), wiped as (delete from jobber_tokens t using ended where t.connection_id = ended.id)
    insert into connection_events (connection_id, grant_no, token_version, what, why)
    select id, grant_no, token_version, 'reconnect_needed', 'app_changed' from ended returning 1`);
  // The proofs of the keys are bound to the app as well; boot and `checkKeys` write them anew.
  await tx.execute(sql`delete from vault_key_checks`);
  return rows.length;
}
