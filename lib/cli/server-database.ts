import path from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '../embedded-db/start-embedded-database';
import { rawEnv } from '../env';
import { AppError } from '../errors';
import { findRunningDemo } from './running-demo';
import { bundledData } from './start';

/** `url` owns the tables, `adminUrl` may make other logins; with DATABASE_URL they are the same. */
export type ServerDatabase = { url: string; adminUrl: string };

/**
 * Runs `work` on the database of the server here: DATABASE_URL, else that of a running demo, else the bundled one of
 * `npm start`, which runs for as long as it is needed.
 */
export async function withServerDatabase<T>(
  work: (database: ServerDatabase) => Promise<T>,
): Promise<T> {
  const demo = findRunningDemo();
  return withDatabase(demo ? path.join(demo.dir, 'postgres') : bundledData, work);
}

/** The same for what belongs to a server of one's own, demo or not: DATABASE_URL or the bundled database. */
export async function withOwnDatabase<T>(
  work: (database: ServerDatabase) => Promise<T>,
): Promise<T> {
  return withDatabase(bundledData, work);
}

async function withDatabase<T>(
  dir: string,
  work: (database: ServerDatabase) => Promise<T>,
): Promise<T> {
  const given = rawEnv('DATABASE_URL');
  if (given !== undefined) return work({ url: given, adminUrl: given });
  const { url, adminUrl, release } = await startEmbeddedDatabase({ dir });
  try {
    return await work({ url, adminUrl });
  } finally {
    await release();
  }
}

/** Throws `misconfigured` with the next step for a database that no Fieldboard has been started on. */
export async function requireFieldboard(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select to_regclass('fieldboard_migrations') is not null as known`,
    );
    if (rows[0].known) return;
  } finally {
    await client.end();
  }
  throw new AppError(
    'misconfigured',
    'This database holds no Fieldboard yet. Start Fieldboard once, or set DATABASE_URL to the one that it uses.',
  );
}
