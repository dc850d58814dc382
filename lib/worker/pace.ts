import type { SliceResult } from '../sync/slice';

/**
 * Slices that one process runs side by side; those of one account never do.
 * @public
 */
export const concurrency = 4;
/**
 * How often a worker looks for jobs whose time came, in milliseconds.
 * @public
 */
export const pollMs = 1_000;
/** An account at rest is looked at again after this long at most. */
const mostRestMs = 60_000;

/**
 * Milliseconds from `now` (epoch) until the next slice of an account is to start.
 * @public
 */
export function restMs({ state, nextAt }: SliceResult, now: number): number {
  if (state === 'busy') return 0;
  return Math.min(mostRestMs, Math.max(250, (nextAt?.getTime() ?? Infinity) - now));
}
