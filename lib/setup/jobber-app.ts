import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { type AccountScope, memberAccounts } from '@/lib/access/account-scope';
import { audit } from '@/lib/access/audit';
import { env, isAppInEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { publicUrl } from '@/lib/session/same-origin';
import { changeJobberApp } from '@/lib/vault/change-app';
import { checkCallback, checkJobberApp } from './check-jobber-app';

/**
 * The Jobber app in use and who may change it. `changedAt` is ISO 8601; `mayChange` is true for owners of the account
 * that claimed this server, because the app is everybody’s here.
 * @public
 */
export type JobberAppState = { clientId: string; callback: string } & (
  | { from: 'environment' }
  | { from: 'set-up'; changedAt: string; mayChange: boolean }
);

/**
 * What the settings say about the Jobber app; never its secret.
 * @public
 */
export async function jobberAppState(
  { personId }: Pick<AccountScope, 'personId'>,
  db: Database = appDb(),
): Promise<JobberAppState> {
  const { JOBBER_CLIENT_ID: clientId } = env();
  const callback = publicUrl('/api/auth/callback/jobber').href;
  if (isAppInEnvironment()) return { clientId, callback, from: 'environment' };
  const { rows } = await db.execute<{ changedAt: string }>(sql`
    select to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt"
    from jobber_app`);
  const mayChange = (await claimedBy(personId, db)) !== null;
  return { clientId, callback, from: 'set-up', changedAt: rows[0]?.changedAt ?? '', mayChange };
}

/**
 * Puts a new secret or another app in place after Jobber has accepted it, and writes down who did. Throws `forbidden`
 * unless the person owns the account that claimed this server, `conflict` while the environment names the app, and what
 * the checks throw; nothing has changed then.
 * @public
 */
export async function changeJobberAppAs(
  { personId }: { personId: string },
  app: { clientId: string; clientSecret: string },
  db: Database = appDb(),
): Promise<{ isOtherApp: boolean; ended: number }> {
  if (isAppInEnvironment()) {
    throw new AppError(
      'conflict',
      'JOBBER_CLIENT_ID in the environment of this server names the Jobber app, and the environment wins.',
    );
  }
  const accountId = await claimedBy(personId, db);
  if (accountId === null) {
    throw new AppError(
      'forbidden',
      'Only an owner of the account that was connected first can change the Jobber app.',
    );
  }
  const { JOBBER_API_URL: apiUrl } = env();
  await checkJobberApp({ ...app, apiUrl });
  await checkCallback({ ...app, apiUrl }, publicUrl('/api/auth/callback/jobber').href);
  const outcome = await changeJobberApp(app, db);
  const about = outcome.isOtherApp ? app.clientId : 'secret';
  await audit({ what: 'jobber_app_changed', personId, accountId, about }, db);
  return outcome;
}

/** The account that claimed this server, if the person owns it. */
async function claimedBy(personId: string, db: Database): Promise<number | null> {
  const { rows } = await db.execute<{ id: number }>(sql`
    select a.id from installation i join accounts a on a.jobber_account_id = i.jobber_account_id`);
  const mine = await memberAccounts(personId, db);
  const claimed = mine.find(({ id, role }) => id === rows[0]?.id && role === 'owner');
  return claimed?.id ?? null;
}
