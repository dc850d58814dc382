import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/lib/log';
import { type Vault, vault } from './vault';

/**
 * For SIGTERM: starts no further refresh and resolves when every open one has its answer stored, or after the grace of
 * the timing. Returns how many were still open; 0 means that nothing was lost.
 * @public
 */
export async function drainRefreshes(service: Vault = vault()): Promise<number> {
  service.isDraining = true;
  const limit = new AbortController();
  const grace = sleep(service.timing.graceMs, 'over', { signal: limit.signal }).catch(() => 'over');
  while (service.open.size > 0) {
    const all = Promise.allSettled([...service.open]).then(() => 'done');
    if ((await Promise.race([all, grace])) === 'over') break;
  }
  limit.abort();
  const left = service.open.size;
  if (left > 0)
    log.error({ module: 'vault', count: left }, 'refreshes were still open at shutdown');
  return left;
}
