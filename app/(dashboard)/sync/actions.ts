'use server';

import { z } from 'zod';
import { requireRight } from '@/lib/access/rights';
import { accountAction } from '@/lib/action';
import { syncNow } from '@/lib/sync/watch';

/** Has the changes of the accounts on screen read at once; `full` compares every record, for owners. */
export const syncNowAction = accountAction(
  { name: 'sync_now', right: 'sync', limit: { limit: 6, windowSeconds: 60 } },
  z.object({ full: z.boolean() }),
  async ({ full }, { scope }) => {
    if (full) requireRight(scope, 'manage');
    await syncNow(scope, { full });
    return { asked: true };
  },
);
