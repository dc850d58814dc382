'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { disconnect } from '@/lib/connection';
import { AppError } from '@/lib/errors';
import { requireFreshSession } from '@/lib/session';

export const disconnectAction = accountAction(
  { name: 'disconnect', right: 'manage', limit: { limit: 10, windowSeconds: 60 } },
  z.object({}),
  async (_input, { session, scope }) => {
    requireFreshSession(session);
    const [account, ...others] = scope.accounts;
    if (!account || others.length > 0) throw new AppError('bad_input', 'Choose one account first.');
    return disconnect(scope, account.id);
  },
);
