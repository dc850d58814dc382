'use server';

import { z } from 'zod';
import { requireAccount } from '@/lib/access/account-scope';
import { deleteAccount } from '@/lib/access/delete-account';
import { accountAction } from '@/lib/action';
import { requireFreshSession } from '@/lib/session';

/** Deletes everything of one account, after its name was typed. */
export const deleteAccountAction = accountAction(
  { name: 'delete_account', right: 'manage', limit: { limit: 5, windowSeconds: 60 } },
  z.object({ slug: z.string().min(1), typedName: z.string().max(200) }),
  async ({ slug, typedName }, { session }) => {
    requireFreshSession(session);
    const { scope, account } = await requireAccount(session, slug);
    return deleteAccount(scope, account.id, typedName);
  },
);
