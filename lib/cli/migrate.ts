import { migrateDatabase, waitForDatabase } from '@/db/migrate';
import { startEmbeddedDatabase } from '../embedded-db/start-embedded-database';
import { rawEnv } from '../env';
import { adoptServerSettings } from './installation';
import { bundledData } from './start';

/**
 * `npm run cli -- migrate`: applies what is missing to DATABASE_URL, to the database of a running demo, or to the bundled
 * one of `npm start`.
 */
export async function migrate(options: { json?: boolean }): Promise<void> {
  adoptServerSettings();
  const given = rawEnv('DATABASE_URL');
  const database = given === undefined ? await startEmbeddedDatabase({ dir: bundledData }) : null;
  try {
    const url = given ?? database?.url ?? '';
    await waitForDatabase(url, {
      timeoutMs: 30_000,
      onWait: (message) => process.stderr.write(`${message}\n`),
    });
    const applied = await migrateDatabase(url);
    const plain =
      applied.length === 0 ? 'Nothing to do.' : applied.map((name) => `applied ${name}`).join('\n');
    process.stdout.write(`${options.json ? JSON.stringify({ applied }) : plain}\n`);
  } finally {
    await database?.release();
  }
}
