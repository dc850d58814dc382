'use server';

import { z } from 'zod';
import { createShareLink, revokeShareLink } from '@/lib/access/share-links';
import { accountAction } from '@/lib/action';
import { AppError } from '@/lib/errors';
import { findReport } from '@/lib/reports/catalog';
import { requireFreshSession } from '@/lib/session';

export const createShareLinkAction = accountAction(
  { name: 'share-report', right: 'manage', limit: { limit: 20, windowSeconds: 3600 } },
  z.object({ report: z.string(), query: z.string().max(500) }),
  async ({ report, query }, { session, scope }) => {
    requireFreshSession(session);
    const [account, ...others] = scope.accounts;
    if (!account || others.length > 0) throw new AppError('bad_input', 'Choose one account first.');
    if (!findReport(report)) throw new AppError('not_found', 'There is no such report.');
    return createShareLink(scope, account.id, { report, query });
  },
);

export const revokeShareLinkAction = accountAction(
  { name: 'revoke-share', right: 'manage' },
  z.object({ id: z.uuid() }),
  async ({ id }, { scope }) => ({ revoked: await revokeShareLink(scope, id) }),
);
