import { existsSync } from 'node:fs';
import path from 'node:path';
import { closeDatabase } from '@/db/client';
import { migrateDatabase, pendingMigrations, waitForDatabase } from '@/db/migrate';
import {
  type EmbeddedDatabase,
  startEmbeddedDatabase,
} from '../embedded-db/start-embedded-database';
import { changeEnv, childEnv, env, parseEnv, rawEnv } from '../env';
import { AppError, isAppError } from '../errors';
import { log } from '../log';
import { refuseSandboxAsJobber } from '../refuse-sandbox';
import { isReadyForJobber } from '../setup/set-up-mode';
import { drainRefreshes } from '../vault/drain';
import { leaveVault } from '../vault/vault';
import { keptSecrets, secretsFile } from './kept-secrets';
import { findRunningDemo } from './running-demo';
import { bundledData, ownSettings } from './start';

export type InstallationOptions = {
  /** The connections that `connect --loopback` made, instead of the server's. */
  loopback?: boolean;
  /** Where the loopback connections are kept. */
  loopbackDir?: string;
  /** The work does without a Jobber app, so one that is still missing does not stop it. */
  withoutApp?: boolean;
};

/**
 * Runs `work` where the connections are: the server's database and settings, those of a running demo, or the store of
 * `connect --loopback`. Refreshes that the work began are waited for, and a database that was started for it stops.
 * Throws AppError with one line for everything that is missing.
 */
export async function inInstallation<T>(
  options: InstallationOptions,
  work: () => Promise<T>,
): Promise<T> {
  // What a command has to say is its output; a log line in between would end up in somebody's script.
  log.level = 'silent';
  const database = await prepare(options);
  try {
    return await work();
  } finally {
    await drainRefreshes();
    leaveVault();
    await closeDatabase();
    await database?.release();
  }
}

const dataDir = path.dirname(bundledData);
const defaultLoopbackDir = path.join(dataDir, 'cli');

/** Takes over what is not in the .env files: the settings of a running demo, or the secrets that `npm start` made. */
export function adoptServerSettings(): void {
  const demo = findRunningDemo();
  if (demo) changeEnv(demo.environment);
  else if (existsSync(secretsFile(dataDir))) changeEnv(ownSettings());
}

async function prepare(options: InstallationOptions): Promise<EmbeddedDatabase | null> {
  const { loopbackDir = defaultLoopbackDir } = options;
  if (options.loopback) return prepareLoopback(loopbackDir);
  adoptServerSettings();
  const isServerHere = rawEnv('DATABASE_URL') !== undefined || hasData(dataDir);
  if (!isServerHere && hasData(loopbackDir)) return prepareLoopback(loopbackDir);
  requireSettings();
  const database = await serverDatabase();
  try {
    await waitForDatabase(env().DATABASE_URL, { timeoutMs: 0, onWait: () => undefined });
    const pending = await pendingMigrations(env().DATABASE_URL);
    if (pending.length > 0) {
      throw new AppError(
        'misconfigured',
        'The database is older than this program. Start the server, or run `npm run cli -- migrate`.',
      );
    }
    if (!(await isReadyForJobber()) && !options.withoutApp) {
      throw new AppError(
        'misconfigured',
        `Fieldboard has no Jobber app yet. Start it with \`npm start\` and open the address that it prints, or set JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET.`,
      );
    }
    return database;
  } catch (error) {
    await closeDatabase();
    await database?.release();
    throw error;
  }
}

async function serverDatabase(): Promise<EmbeddedDatabase | null> {
  if (rawEnv('DATABASE_URL') !== undefined) return null;
  if (!hasData(dataDir)) {
    throw new AppError(
      'misconfigured',
      'There is no database here yet. Run `npm start` once, or set DATABASE_URL.',
    );
  }
  const database = await startEmbeddedDatabase({ dir: bundledData });
  changeEnv({ DATABASE_URL: database.url });
  return database;
}

async function prepareLoopback(dir: string): Promise<EmbeddedDatabase> {
  const clientId = rawEnv('JOBBER_CLI_CLIENT_ID');
  const clientSecret = rawEnv('JOBBER_CLI_CLIENT_SECRET');
  if (clientId === undefined || clientSecret === undefined) {
    throw new AppError(
      'misconfigured',
      'Without the dashboard a Jobber app of its own is needed: set JOBBER_CLI_CLIENT_ID and JOBBER_CLI_CLIENT_SECRET.',
    );
  }
  changeEnv({
    NEXTAUTH_URL: 'http://localhost:3000',
    ...keptSecrets(dir, 'cli'),
    JOBBER_CLIENT_ID: clientId,
    JOBBER_CLIENT_SECRET: clientSecret,
    DATABASE_URL: 'postgres://not-started-yet',
  });
  requireSettings();
  const database = await startEmbeddedDatabase({ dir: path.join(dir, 'postgres') });
  changeEnv({ DATABASE_URL: database.url });
  await migrateDatabase(database.url);
  return database;
}

/** The full explanation of a setting is `doctor`'s; a command that cannot run says in one line which ones are wrong. */
function requireSettings(): void {
  const url = rawEnv('DATABASE_URL') ?? 'postgres://not-started-yet';
  try {
    refuseSandboxAsJobber(parseEnv(childEnv({ DATABASE_URL: url })));
  } catch (error) {
    if (!isAppError(error)) throw error;
    const names = [...error.safeMessage.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
    if (names.length === 0) throw error;
    throw new AppError(
      'misconfigured',
      `These settings are missing or wrong: ${names.join(', ')}. \`npm run cli -- doctor\` explains each.`,
    );
  }
}

function hasData(dir: string): boolean {
  return existsSync(path.join(dir, 'postgres', 'pg'));
}
