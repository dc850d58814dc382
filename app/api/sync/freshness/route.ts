import { accountRoute } from '@/lib/route';
import { freshness } from '@/lib/sync/freshness';
import { watch } from '@/lib/sync/watch';

/** How old what is on screen is. Looking keeps it fresh. */
export const GET = accountRoute({ name: 'freshness' }, async ({ scope }) => {
  await watch(scope);
  return { now: new Date().toISOString(), accounts: await freshness(scope) };
});
