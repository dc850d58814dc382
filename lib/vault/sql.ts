import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Timing } from './timing';

/** A duration for Postgres. */
export function interval(ms: number): SQL {
  return sql`make_interval(secs => ${ms / 1000}::float8)`;
}

/** Milliseconds since the epoch, as a number in JavaScript. */
export function epochMs(instant: SQL): SQL {
  return sql`(extract(epoch from ${instant}) * 1000)::float8`;
}

/**
 * When the row `c` may be claimed next, lease aside; null is "now". An attempt without an outcome keeps the token
 * untouched for the quiet period, and longer while the old access token still serves.
 */
export function dueAt({ quietMs, patienceLeftMs, patienceAgeMs }: Timing): SQL {
  return sql`greatest(c.next_attempt_at, case when c.intent_version = c.token_version then greatest(
    c.intent_at + ${interval(quietMs)},
    least(c.access_expires_at - ${interval(patienceLeftMs)}, c.intent_at + ${interval(patienceAgeMs)})) end)`;
}
