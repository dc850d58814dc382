import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import { pendingMigrations } from '@/db/migrate';
import type { Database } from '@/db/open';
import { env } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { vaultHealth } from '@/lib/vault/connection-state';
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
  /**
   * Of the connections to Jobber, which decide nothing about readiness: why renewals are stopped, and for how long the
   * oldest has waited for an answer. Null when the database does not tell.
   */
  renewals: { stopped: string | null; oldestSuspectSeconds: number | null } | null;
};

/**
 * Asks the database, the schema and the worker. Never throws.
 * @public
 */
export async function readiness(
  db: Database = appDb(),
  databaseUrl = env().DATABASE_URL,
): Promise<Readiness> {
  const [renewals, ...parts] = await Promise.all([
    renewalsNow(db),
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
  return { isReady: parts.every(({ isReady }) => isReady), parts, renewals };
}

async function renewalsNow(db: Database): Promise<Readiness['renewals']> {
  try {
    const { breaker, oldestSuspectMs } = await vaultHealth({ db });
    const oldestSuspectSeconds =
      oldestSuspectMs === null ? null : Math.round(oldestSuspectMs / 1000);
    return { stopped: breaker?.reason ?? null, oldestSuspectSeconds };
  } catch {
    return null;
  }
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
