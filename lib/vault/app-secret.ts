import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { adoptJobberApp, env, type JobberApp } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { createKeyring, type Keyring } from './keyring';
import { type SealedPlace, seal, UnsealError, unseal } from './seal';
import { followApp } from './vault';

/**
 * The app as it lies in the database; the previous secret only while webhooks signed with it still count.
 */
export type StoredApp = {
  clientId: string;
  sealed: string;
  version: number;
  previousSealed: string | null;
};

/**
 * Takes the Jobber app that set-up stored into use in this process; false while there is none, or when the environment
 * names an app, which wins. Throws `misconfigured` when no key opens the stored secret.
 * @public
 */
export async function loadJobberApp(db: Database = appDb()): Promise<boolean> {
  const stored = await findStoredApp(db);
  if (!stored) return false;
  try {
    const isUsed = adoptJobberApp(opened(stored));
    if (isUsed) followApp();
    return isUsed;
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
  const sealed = sealApp(app.clientId, 1, 'secret_sealed', app.clientSecret);
  const { rowCount } = await db.execute(sql`
    insert into jobber_app (client_id, secret_sealed, version) values (${app.clientId}, ${sealed}, 1)
    on conflict do nothing`);
  if (rowCount !== 1) {
    throw new AppError('conflict', 'This server is set up already. Sign in.');
  }
  adoptJobberApp(app);
}

/** The stored app, locked for a change when `lock` says so; null while there is none. */
export async function findStoredApp(
  db: Database,
  lock: 'for update' | '' = '',
): Promise<StoredApp | null> {
  const { rows } = await db.execute<StoredApp>(sql`
    select client_id as "clientId", secret_sealed as sealed, version,
      case when previous_until > app_now() then previous_sealed end as "previousSealed"
    from jobber_app ${sql.raw(lock)}`);
  return rows[0] ?? null;
}

/** Client id and secrets in the clear; throws `UnsealError`. */
export function opened({ clientId, sealed, version, previousSealed }: StoredApp): JobberApp {
  const open = (field: AppField, value: string) =>
    unseal(ring(), placeOf(clientId, version, field), value);
  return {
    clientId,
    clientSecret: open('secret_sealed', sealed),
    ...(previousSealed ? { previousSecret: open('previous_sealed', previousSealed) } : {}),
  };
}

/** A secret sealed for exactly this app, version and column. */
export function sealApp(
  clientId: string,
  version: number,
  field: AppField,
  secret: string,
  keys: Keyring = ring(),
): string {
  return seal(keys, placeOf(clientId, version, field), secret);
}

/** Seals the stored secrets with the active key if an older one holds one of them. True when it was written. */
export async function resealApp(keys: Keyring, db: Database): Promise<boolean> {
  const { rows } = await db.execute<StoredApp>(sql`
    select client_id as "clientId", secret_sealed as sealed, version, previous_sealed as "previousSealed"
    from jobber_app where ${keys.activeKid} <> split_part(secret_sealed, '.', 2)
      or ${keys.activeKid} <> split_part(previous_sealed, '.', 2)`);
  const [row] = rows;
  if (!row) return false;
  const again = (field: AppField, value: string) =>
    sealApp(
      row.clientId,
      row.version,
      field,
      unseal(keys, placeOf(row.clientId, row.version, field), value),
      keys,
    );
  const previous = row.previousSealed ? again('previous_sealed', row.previousSealed) : null;
  const { rowCount } = await db.execute(sql`
    update jobber_app set secret_sealed = ${again('secret_sealed', row.sealed)}, previous_sealed = ${previous}
    where secret_sealed = ${row.sealed} and version = ${row.version}`);
  return rowCount === 1;
}

type AppField = 'secret_sealed' | 'previous_sealed';

function ring() {
  return createKeyring(env().TOKEN_ENCRYPTION_KEYS);
}

function placeOf(clientId: string, version: number, field: AppField): SealedPlace {
  return {
    environment: env().JOBBER_API_URL,
    table: 'jobber_app',
    rowId: clientId,
    grantNo: 0,
    tokenVersion: version,
    field,
  };
}
