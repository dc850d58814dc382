'use server';

import { z } from 'zod';
import { requireAccount } from '@/lib/access/account-scope';
import { accountAction } from '@/lib/action';
import { keepSubscription } from '@/lib/outbox/due-scorecards';

/** Subscribes whoever asks to the scorecard of one of their accounts, or ends it. */
export const keepScorecardAction = accountAction(
  { name: 'keep_scorecard', right: 'export' },
  z.object({
    slug: z.string().min(1),
    wanted: z.object({ email: z.email(), weekday: z.int().min(0).max(6) }).nullable(),
  }),
  async ({ slug, wanted }, { session }) => {
    const { scope, account } = await requireAccount(session, slug);
    await keepSubscription(scope, account.id, wanted);
    return { kept: true };
  },
);
