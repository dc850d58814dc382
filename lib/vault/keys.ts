import 'server-only';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { resealApp } from './app-secret';
import { parseEnvelope, type SealedPlace, seal, UnsealError, unseal } from './seal';
import { tokenPlace, type Vault, vault } from './vault';

/**
 * One key id: how many rows (connections, and the stored secret of the Jobber app) need it, and whether the ring has it.
 * @public
 */
export type KeyUsage = { kid: string; rows: number; isListed: boolean; isActive: boolean };

/**
 * For boot: proves that every listed key is the one that sealed before, and that no row needs a key which is not
 * listed. Throws `misconfigured` with the key's id and the number of rows; writes the proof of a new key.
 * @public
 */
export async function checkKeys(service: Vault = vault()): Promise<void> {
  const missing = (await keyUsage(service)).filter(({ isListed, rows }) => !isListed && rows > 0);
  if (missing.length > 0) {
    const which = missing
      .map(({ kid, rows }) => `"${kid}" (${rows} ${rows === 1 ? 'row' : 'rows'})`)
      .join(', ');
    throw new AppError(
      'misconfigured',
      `TOKEN_ENCRYPTION_KEYS lacks ${which}. Put the key back behind the first one, and remove it only when \`npm run cli -- keys\` counts no row for it.`,
    );
  }
  for (const kid of service.ring.keys.keys()) await checkKey(service, kid);
}

/**
 * How many rows need each key, listed keys without rows included.
 * @public
 */
export async function keyUsage({ db, ring }: Vault = vault()): Promise<KeyUsage[]> {
  const { rows } = await db.execute<{ kid: string; count: number }>(sql`
    select kid, count(distinct owner)::int as count from (
      select connection_id::text as owner, split_part(access_sealed, '.', 2) as kid from jobber_tokens
      union all select connection_id::text, split_part(refresh_sealed, '.', 2) from jobber_tokens
      union all select 'app', split_part(secret_sealed, '.', 2) from jobber_app
      union all select 'app', split_part(previous_sealed, '.', 2) from jobber_app where previous_sealed is not null
    ) sealed group by kid order by kid`);
  const counts = new Map(rows.map(({ kid, count }) => [kid, count]));
  const kids = new Set([...ring.keys.keys(), ...counts.keys()]);
  return [...kids].map((kid) => ({
    kid,
    rows: counts.get(kid) ?? 0,
    isListed: ring.keys.has(kid),
    isActive: kid === ring.activeKid,
  }));
}

/**
 * Seals every pair that an older key holds, and the app's secret, with the active key, without touching version or validity. A pair that a
 * refresh replaces meanwhile is left to that refresh, which uses the active key anyway; one that does not open stays as
 * it is and `keyUsage` keeps counting it. Returns the rows written.
 * @public
 */
export async function resealRows(service: Vault = vault()): Promise<number> {
  const { rows } = await service.db.execute<SealedPair>(sql`
    select connection_id as "connectionId", grant_no as "grantNo", token_version as "tokenVersion",
      access_sealed as "accessSealed", refresh_sealed as "refreshSealed"
    from jobber_tokens
    where split_part(access_sealed, '.', 2) <> ${service.ring.activeKid}
      or split_part(refresh_sealed, '.', 2) <> ${service.ring.activeKid}`);
  let written = (await resealApp(service.ring, service.db)) ? 1 : 0;
  for (const pair of rows) {
    try {
      if (await resealPair(service, pair)) written += 1;
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      const { connectionId } = pair;
      log.error({ module: 'vault', connectionId, reason: error.reason }, 'a pair was not resealed');
    }
  }
  return written;
}

type SealedPair = {
  connectionId: string;
  grantNo: number;
  tokenVersion: number;
  accessSealed: string;
  refreshSealed: string;
};

async function resealPair(service: Vault, pair: SealedPair): Promise<boolean> {
  const again = (field: 'access' | 'refresh', sealed: string) => {
    const place = tokenPlace(service, pair, field);
    return seal(service.ring, place, unseal(service.ring, place, sealed));
  };
  const access = again('access', pair.accessSealed);
  const refresh = again('refresh', pair.refreshSealed);
  const { rowCount } = await service.protocolDb.execute(sql`
    update jobber_tokens set access_sealed = ${access}, refresh_sealed = ${refresh}
    where connection_id = ${pair.connectionId} and grant_no = ${pair.grantNo}
      and token_version = ${pair.tokenVersion} and refresh_sealed = ${pair.refreshSealed}`);
  return rowCount === 1;
}

async function checkKey(service: Vault, kid: string): Promise<void> {
  const { ring, db } = service;
  const place = checkPlace(service, kid);
  const proof = seal({ ...ring, activeKid: kid }, place, knownText);
  await db.execute(sql`
    insert into vault_key_checks (kid, sealed) values (${kid}, ${proof}) on conflict do nothing`);
  const { rows } = await db.execute<{ sealed: string }>(sql`
    select sealed from vault_key_checks where kid = ${kid}`);
  const stored = rows[0]?.sealed ?? '';
  try {
    if (parseEnvelope(stored)?.kid === kid && unseal(ring, place, stored) === knownText) return;
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
  }
  throw new AppError(
    'misconfigured',
    `The key "${kid}" is not the one this database was written with, or the database belongs to another Jobber app. Put the right key in TOKEN_ENCRYPTION_KEYS; a new key needs a new name. If you gave this server another Jobber app on purpose, run \`npm run cli -- jobber-app --accept\` once.`,
  );
}

const knownText = 'fieldboard key check';

function checkPlace({ environment }: Vault, kid: string): SealedPlace {
  return {
    environment,
    table: 'vault_key_checks',
    rowId: kid,
    grantNo: 0,
    tokenVersion: 0,
    field: 'sealed',
  };
}
