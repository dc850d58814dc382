import { createHash, randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { keepTokens } from './keep-tokens';
import { type ScriptedJobber, startScriptedJobber } from './scripted-jobber';
import { findStoredConnection, type StoredConnection } from './stored-connection';
import { defaultTiming, type Timing } from './timing';
import { createVault, type Vault } from './vault';

export const testKeys = [{ kid: 'k1', key: createHash('sha256').update('one').digest() }];

/** A database, a token endpoint and as many vaults (processes) over them as a test asks for. */
export type VaultStage = TestDatabase & {
  jobber: ScriptedJobber;
  /** Another process: its own flights and drain, the same database and Jobber. */
  process: (changes?: Partial<Vault>, timing?: Partial<Timing>) => Vault;
  connect: (vault: Vault) => Promise<{ id: string; refreshToken: string; accessToken: string }>;
  row: (id: string) => Promise<StoredConnection>;
  events: (id: string) => Promise<{ what: string; why: string | null }[]>;
};

export async function vaultStage(
  rotation: Parameters<typeof startScriptedJobber>[0]['rotation'] = 'strict',
  accessTtlSeconds = 3600,
): Promise<VaultStage> {
  const database = await testDatabase();
  const jobber = await startScriptedJobber({ rotation, accessTtlSeconds });
  const { db } = database;
  return {
    ...database,
    jobber,
    process: (changes = {}, timing = {}) =>
      createVault({
        db,
        keys: testKeys,
        app: { apiUrl: jobber.apiUrl, clientId: 'client', clientSecret: 'secret' },
        random: () => 0.5,
        ...changes,
        timing: {
          ...defaultTiming,
          waitMs: 2_000,
          pollMinMs: 2,
          pollMaxMs: 5,
          commitRetryMs: 5,
          ...timing,
        },
      }),
    connect: async (vault) => {
      const tokens = jobber.grant();
      const { connectionId } = await keepTokens(
        {
          jobberAccountId: `account-${randomUUID()}`,
          jobberUserId: 'user',
          answer: { kind: 'ok', ...tokens, expiresInSeconds: accessTtlSeconds },
        },
        vault,
      );
      return { id: connectionId, ...tokens };
    },
    row: async (id) => {
      const row = await findStoredConnection({ db, timing: defaultTiming }, id);
      if (!row) throw new Error('no such connection');
      return row;
    },
    events: async (id) => {
      const { rows } = await database.pool.query<{ what: string; why: string | null }>(
        'select what, why from connection_events where connection_id = $1 order by id',
        [id],
      );
      return rows;
    },
    close: async () => {
      await jobber.close();
      await database.close();
    },
  };
}
