import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { workerHeartbeat } from '@/db/schema/worker';

/** Notes that a worker works; every tick of the clock does. */
export async function beat(db: Database = appDb()): Promise<void> {
  await db
    .insert(workerHeartbeat)
    .values({ at: sql`app_now()` })
    .onConflictDoUpdate({ target: workerHeartbeat.isBeating, set: { at: sql`app_now()` } });
}

/**
 * How long ago a worker last worked, in milliseconds; null when none ever did.
 * @public
 */
export async function heartbeatAgeMs(db: Database = appDb()): Promise<number | null> {
  const [row] = await db
    .select({
      ageMs: sql<number>`(extract(epoch from app_now() - ${workerHeartbeat.at}) * 1000)::float8`,
    })
    .from(workerHeartbeat);
  return row ? Math.max(0, row.ageMs) : null;
}
