import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { rateLimits } from '@/db/schema/accounts';
import { AppError } from '@/lib/errors';

/**
 * At most `limit` hits of one key in each window of `windowSeconds`.
 * @public
 */
export type RateLimit = { limit: number; windowSeconds: number };

/**
 * Counts one hit of `key` and throws `rate_limited` when there were too many in this window.
 * @public
 */
export async function takeRateLimit(
  key: string,
  { limit, windowSeconds }: RateLimit,
  db: Database = appDb(),
): Promise<void> {
  const window = sql`make_interval(secs => ${windowSeconds})`;
  const isOver = sql`${rateLimits.windowStart} + ${window} <= app_now()`;
  const [row] = await db
    .insert(rateLimits)
    .values({ key, windowStart: sql`app_now()`, hits: 1 })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        windowStart: sql`case when ${isOver} then app_now() else ${rateLimits.windowStart} end`,
        hits: sql`case when ${isOver} then 1 else ${rateLimits.hits} + 1 end`,
      },
    })
    .returning({
      hits: rateLimits.hits,
      leftMs: sql<number>`ceil(extract(epoch from ${rateLimits.windowStart} + ${window} - app_now()) * 1000)::int`,
    });
  if (!row || row.hits <= limit) return;
  const seconds = Math.max(1, Math.ceil(row.leftMs / 1000));
  throw new AppError(
    'rate_limited',
    `Too many attempts. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    { retryAfterMs: row.leftMs },
  );
}

/**
 * Removes windows that ended more than a day ago; returns how many.
 * @public
 */
export async function forgetOldRateLimits(db: Database = appDb()): Promise<number> {
  const gone = await db
    .delete(rateLimits)
    .where(sql`${rateLimits.windowStart} < app_now() - interval '1 day'`)
    .returning({ key: rateLimits.key });
  return gone.length;
}
