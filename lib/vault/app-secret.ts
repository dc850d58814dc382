import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { adoptJobberApp, env, type JobberApp } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { createKeyring, type Keyring } from './keyring';
import { type SealedPlace, seal, UnsealError, unseal } from './seal';

/**
 * Takes the Jobber app that set-up stored into use in this process; false while there is none, or when the environment
 * names an app, which wins. Throws `misconfigured` when no key opens the stored secret.
 * @public
 */
export async function loadJobberApp(db: Database = appDb()): Promise<boolean> {
  const { rows } = await db.execute<{ clientId: string; sealed: string; version: number }>(sql`
    select client_id as "clientId", secret_sealed as sealed, version from jobber_app`);
  const [row] = rows;
  if (!row) return false;
  const { clientId, sealed, version } = row;
  try {
    const clientSecret = unseal(ring(), placeOf(clientId, version), sealed);
    return adoptJobberApp({ clientId, clientSecret });
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new AppError(
      'misconfigured',
      'The client secret in the database does not open with TOKEN_ENCRYPTION_KEYS. Put the key back that it was stored with, or set JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET.',
      { cause: error },
    );
  }
}

/**
 * Stores the Jobber app of this installation, the secret sealed, and takes it into use. Throws `conflict` when one is
 * stored already: the first set-up wins.
 * @public
 */
export async function keepJobberApp(app: JobberApp, db: Database = appDb()): Promise<void> {
  const sealed = seal(ring(), placeOf(app.clientId, 1), app.clientSecret);
  const { rowCount } = await db.execute(sql`
    insert into jobber_app (client_id, secret_sealed, version) values (${app.clientId}, ${sealed}, 1)
    on conflict do nothing`);
  if (rowCount !== 1) {
    throw new AppError('conflict', 'This server is set up already. Sign in.');
  }
  adoptJobberApp(app);
}

/** Seals the stored secret with the active key if an older one holds it. True when it was written. */
export async function resealApp(keys: Keyring, db: Database): Promise<boolean> {
  const { rows } = await db.execute<{ clientId: string; sealed: string; version: number }>(sql`
    select client_id as "clientId", secret_sealed as sealed, version from jobber_app
    where split_part(secret_sealed, '.', 2) <> ${keys.activeKid}`);
  const [row] = rows;
  if (!row) return false;
  const place = placeOf(row.clientId, row.version);
  const again = seal(keys, place, unseal(keys, place, row.sealed));
  const { rowCount } = await db.execute(sql`
    update jobber_app set secret_sealed = ${again} where secret_sealed = ${row.sealed}`);
  return rowCount === 1;
}

function ring() {
  return createKeyring(env().TOKEN_ENCRYPTION_KEYS);
}

function placeOf(clientId: string, version: number): SealedPlace {
  return {
    environment: env().JOBBER_API_URL,
    table: 'jobber_app',
    rowId: clientId,
    grantNo: 0,
    tokenVersion: version,
    field: 'secret_sealed',
  };
}
