import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import { pendingMigrations } from '@/db/migrate';
import type { Database } from '@/db/open';
import { env } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { heartbeatAgeMs } from '@/lib/worker/heartbeat';

/** The clock ticks every minute, so three missed ticks mean that nobody works. */
const heartbeatLimitMs = 200_000;

/**
 * Whether this server can do its work, part by part; each `why` is a sentence for the operator and names no data.
 * @public
 */
export type Readiness = {
  isReady: boolean;
  parts: { part: 'database' | 'migrations' | 'worker'; isReady: boolean; why?: string }[];
};

/**
 * Asks the database, the schema and the worker. Never throws.
 * @public
 */
export async function readiness(
  db: Database = appDb(),
  databaseUrl = env().DATABASE_URL,
): Promise<Readiness> {
  const parts = await Promise.all([
    part('database', async () => {
      await db.execute(sql`select 1`);
      return null;
    }),
    part('migrations', async () => {
      const pending = await pendingMigrations(databaseUrl);
      return pending.length === 0 ? null : `${pending.length} migrations wait to be applied.`;
    }),
    part('worker', async () => {
      const ageMs = await heartbeatAgeMs(db);
      if (ageMs === null) return 'No worker has run yet.';
      if (ageMs <= heartbeatLimitMs) return null;
      return `No worker has run for ${Math.round(ageMs / 60_000)} minutes.`;
    }),
  ]);
  return { isReady: parts.every(({ isReady }) => isReady), parts };
}

async function part(
  name: Readiness['parts'][number]['part'],
  check: () => Promise<string | null>,
): Promise<Readiness['parts'][number]> {
  const why = await check().catch((error: unknown) =>
    isAppError(error) ? error.safeMessage : 'The database does not answer or cannot be used.',
  );
  return why === null ? { part: name, isReady: true } : { part: name, isReady: false, why };
}
