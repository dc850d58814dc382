import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { keepTokens } from '@/lib/vault/keep-tokens';
import type { ScriptedJobber } from '@/lib/vault/scripted-jobber';
import { unseal } from '@/lib/vault/seal';
import { createVault, tokenPlace } from '@/lib/vault/vault';
import { createNaiveTokens, keepNaiveTokens } from './naive';
import { accessTtlSeconds, benchApp, benchKeys, benchTiming } from './settings';

export type Ended = { id: string; reason: string | null; refreshToken: string };

/** What the harness needs of either protocol: sign in, and see which connections ended and with which token. */
export type Store = {
  signIn: (id?: string) => Promise<string>;
  ended: () => Promise<Ended[]>;
  current: () => Promise<string[]>;
};

export async function openStore(
  protocol: 'ours' | 'naive',
  db: Database,
  jobber: ScriptedJobber,
): Promise<Store> {
  return protocol === 'ours' ? vaultStore(db, jobber) : naiveStore(db, jobber);
}

function vaultStore(db: Database, jobber: ScriptedJobber): Store {
  const vault = createVault({
    db,
    app: benchApp(jobber.apiUrl),
    keys: benchKeys,
    timing: benchTiming('patient'),
  });
  type Row = {
    id: string;
    g: number;
    v: number;
    status: string;
    reason: string | null;
    pending: boolean;
    sealed: string;
  };
  const read = async () => {
    const { rows } = await db.execute<Row>(sql`
      select c.id, c.grant_no as g, c.token_version as v, c.status, c.status_reason as reason,
        c.intent_version is not null as pending,        t.refresh_sealed as sealed
      from jobber_connections c join jobber_tokens t on t.connection_id = c.id`);
    return rows.map(({ id, g, v, status, reason, pending, sealed }) => {
      const place = tokenPlace(vault, { connectionId: id, grantNo: g, tokenVersion: v }, 'refresh');
      return { id, status, reason, pending, refreshToken: unseal(vault.ring, place, sealed) };
    });
  };
  const owners = new Map<string, string>();
  return {
    signIn: async (id) => {
      const jobberAccountId = (id && owners.get(id)) ?? randomUUID();
      const answer = { kind: 'ok' as const, ...jobber.grant(), expiresInSeconds: accessTtlSeconds };
      const kept = await keepTokens({ jobberAccountId, jobberUserId: 'owner', answer }, vault);
      owners.set(kept.connectionId, jobberAccountId);
      return kept.connectionId;
    },
    ended: async () => (await read()).filter(({ status }) => status === 'reconnect'),
    current: async () =>
      (await read())
        .filter(({ status, pending }) => status === 'active' && !pending)
        .map(({ refreshToken }) => refreshToken),
  };
}

async function naiveStore(db: Database, jobber: ScriptedJobber): Promise<Store> {
  await createNaiveTokens(db);
  const read = async () => {
    const { rows } = await db.execute<{ id: string; refresh: string; status: string }>(
      sql`select id, refresh, status from naive_tokens`,
    );
    return rows;
  };
  return {
    signIn: async (id = randomUUID()) => {
      await keepNaiveTokens(db, { id, ...jobber.grant(), ttlSeconds: accessTtlSeconds });
      return id;
    },
    ended: async () =>
      (await read())
        .filter(({ status }) => status !== 'active')
        .map(({ id, refresh }) => ({ id, reason: null, refreshToken: refresh })),
    current: async () =>
      (await read()).filter(({ status }) => status === 'active').map(({ refresh }) => refresh),
  };
}
