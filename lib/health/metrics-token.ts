import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * Whether a request shows METRICS_TOKEN as `Authorization: Bearer …`; never, while none is set.
 * @public
 */
export function mayReadMetrics(headers: Headers): boolean {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return false;
  const shown = headers.get('authorization') ?? '';
  return timingSafeEqual(digest(shown), digest(`Bearer ${METRICS_TOKEN}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
