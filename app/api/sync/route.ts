import { accountRoute } from '@/lib/route';
import { syncProgress } from '@/lib/sync/progress';
import { watch } from '@/lib/sync/watch';

/** How far the reading of the accounts on screen is. Looking keeps them fresh. */
export const GET = accountRoute({ name: 'sync-progress' }, async ({ scope }) => {
  await watch(scope);
  return syncProgress(scope);
});
