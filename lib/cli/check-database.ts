import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { pendingMigrations, waitForDatabase } from '@/db/migrate';
import { findBinaries } from '../embedded-db/binaries';
import { rawEnv } from '../env';
import { inInstallation } from './installation';
import { bundledData } from './start';

/** What `schemaState` says when nothing is missing. */
export const upToDate = 'up to date';

/** Where Postgres is and whether it answers; throws what to do. */
export async function databaseState(): Promise<string> {
  const url = rawEnv('DATABASE_URL');
  if (url === undefined) {
    return `bundled Postgres ${findBinaries().major}, kept in .data (one machine only)`;
  }
  await waitForDatabase(url, { timeoutMs: 0, onWait: () => undefined });
  const version = await majorVersion(url);
  if (version >= 14) return `Postgres ${version} answers`;
  throw new Error(`Postgres ${version} is too old; use 14 or later`);
}

/** Whether the tables are those of this program. */
export async function schemaState(): Promise<string> {
  const url = rawEnv('DATABASE_URL');
  if (url === undefined) {
    const isNew = !existsSync(path.join(bundledData, 'pg'));
    return isNew
      ? 'none yet; `npm start` makes it'
      : inInstallation({ withoutApp: true }, async () => upToDate);
  }
  const pending = await pendingMigrations(url);
  if (pending.length === 0) return upToDate;
  throw new Error(
    `${pending.length} migrations are missing; start the server or run \`npm run cli -- migrate\``,
  );
}

async function majorVersion(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    );
    return rows[0]?.version ?? 0;
  } finally {
    await client.end();
  }
}
