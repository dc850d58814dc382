import { migrateDatabase, waitForDatabase } from '@/db/migrate';
import { withServerDatabase } from './server-database';

/**
 * `npm run cli -- migrate`: applies what is missing to DATABASE_URL, to the database of a running demo, or to the bundled
 * one of `npm start`.
 */
export async function migrate(options: { json?: boolean }): Promise<void> {
  await withServerDatabase(async ({ url }) => {
    await waitForDatabase(url, {
      timeoutMs: 30_000,
      onWait: (message) => process.stderr.write(`${message}\n`),
    });
    const applied = await migrateDatabase(url);
    const plain =
      applied.length === 0 ? 'Nothing to do.' : applied.map((name) => `applied ${name}`).join('\n');
    process.stdout.write(`${options.json ? JSON.stringify({ applied }) : plain}\n`);
  });
}
