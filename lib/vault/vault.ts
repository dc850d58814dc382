import 'server-only';
import { randomUUID } from 'node:crypto';
import { db, vaultDb } from '@/db/client';
import type { Database } from '@/db/open';
import { env } from '@/lib/env';
import type { OAuthApp } from '@/lib/jobber/oauth';
import type { TokenTransport } from '@/lib/jobber/token-transport';
import { disconnectApp } from './app-disconnect';
import { createKeyring, type Keyring } from './keyring';
import type { SealedPlace } from './seal';
import { checkTiming, defaultTiming, type Timing } from './timing';
import { tokenClient } from './token-client';

/**
 * Everything the vault works with. One per process; tests make several to stand for several processes.
 * @public
 */
export type Vault = {
  db: Database;
  /** The reserved pool: claims and outcomes go here, so that slow pages cannot delay the saving of a token. */
  protocolDb: Database;
  ring: Keyring;
  environment: string;
  app: OAuthApp;
  transport?: TokenTransport;
  timing: Timing;
  random: () => number;
  newId: () => string;
  /** Ends the app's access at Jobber for a token that arrived after its connection was disconnected. */
  disconnectAtJobber?: (accessToken: string) => Promise<void>;
  /** Refresh rounds that callers of this process share, by connection. */
  rounds: Map<string, Promise<void>>;
  /** Everything a shutdown must wait for: open POSTs and commits that are not yet answered. */
  open: Set<Promise<unknown>>;
  isDraining: boolean;
  /** Successful answers that could not be read, sealed; the last chance of a person with a debugger. */
  unreadableAnswers: Map<string, string>;
  /** When this process last wrote down a use, by connection, on its monotonic clock. */
  useNotedAt: Map<string, number>;
  /** When this process last started a refresh ahead of time, on the same clock. */
  aheadAt: Map<string, number>;
};

/**
 * Makes a vault; throws `misconfigured` when the timing could let two requests with one token overlap.
 * @public
 */
export function createVault(
  parts: Pick<Vault, 'db' | 'app'> &
    Partial<Omit<Vault, 'ring' | 'rounds' | 'open' | 'isDraining'>> & {
      keys: readonly { kid: string; key: Buffer }[];
    },
): Vault {
  const { keys, timing = defaultTiming, ...given } = parts;
  checkTiming(timing);
  return {
    protocolDb: parts.db,
    environment: `${parts.app.apiUrl} ${parts.app.clientId}`,
    random: Math.random,
    newId: randomUUID,
    ...given,
    ring: createKeyring(keys),
    timing,
    rounds: new Map(),
    open: new Set(),
    isDraining: false,
    unreadableAnswers: new Map(),
    useNotedAt: new Map(),
    aheadAt: new Map(),
  };
}

// Next evaluates modules more than once in a process; refreshes must be shared by all of its copies.
const shared = globalThis as { fieldboardVault?: Vault };

/**
 * The vault of this process, from the environment.
 * @public
 */
export function vault(): Vault {
  shared.fieldboardVault ??= createVault({
    db: db(),
    protocolDb: vaultDb(),
    keys: env().TOKEN_ENCRYPTION_KEYS,
    ...ownApp(),
    disconnectAtJobber: async (accessToken) => {
      await disconnectApp(tokenClient(accessToken));
    },
  });
  return shared.fieldboardVault;
}

/**
 * For a process that leaves its database: the next `vault()` begins anew, on the one that is open then.
 * @public
 */
export function leaveVault(): void {
  delete shared.fieldboardVault;
}

/** Goes on with the Jobber app that `env()` names now; a refresh under way ends as it began. */
export function followApp(): void {
  if (shared.fieldboardVault) Object.assign(shared.fieldboardVault, ownApp());
}

function ownApp(): Pick<Vault, 'app' | 'environment'> {
  const { JOBBER_API_URL, JOBBER_CLIENT_ID, JOBBER_CLIENT_SECRET, FIELDBOARD_DEMO } = env();
  // The demo's Jobber has another port at each start and is the same one all the same.
  const where = FIELDBOARD_DEMO ? 'demo' : JOBBER_API_URL;
  return {
    environment: `${where} ${JOBBER_CLIENT_ID}`,
    app: {
      apiUrl: JOBBER_API_URL,
      clientId: JOBBER_CLIENT_ID,
      clientSecret: JOBBER_CLIENT_SECRET,
    },
  };
}

/** The place of one field of one token pair. */
export function tokenPlace(
  { environment }: Vault,
  pair: { connectionId: string; grantNo: number; tokenVersion: number },
  field: 'access' | 'refresh',
): SealedPlace {
  const { connectionId, grantNo, tokenVersion } = pair;
  return { environment, table: 'jobber_tokens', rowId: connectionId, grantNo, tokenVersion, field };
}

/** Registers work that a shutdown must not cut off. */
export function keepOpen<T>(vault: Vault, work: Promise<T>): Promise<T> {
  vault.open.add(work);
  const done = () => vault.open.delete(work);
  work.then(done, done);
  return work;
}
