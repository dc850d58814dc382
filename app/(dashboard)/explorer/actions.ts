'use server';

import { z } from 'zod';
import { type AccountScope, requireAccount } from '@/lib/access/account-scope';
import { accountAction } from '@/lib/action';
import { explore } from '@/lib/explorer/explore';
import { limits } from '@/lib/explorer/judge-query';
import { dropQuery, keepQuery } from '@/lib/explorer/kept-queries';
import { requireFreshSession, type Session } from '@/lib/session';

const query = {
  slug: z.string().min(1).max(200),
  // Longer than a query may be, so that its judge can say what is wrong with it.
  text: z.string().max(500_000),
  variables: z.string().max(limits.characters),
};

/** Sends one query to Jobber. Whatever else the caller adds, another address for instance, is refused. */
export const exploreAction = accountAction(
  { name: 'explore', right: 'ask', limit: { limit: 30, windowSeconds: 60 } },
  z.strictObject(query),
  async ({ slug, ...asked }, { session }) => {
    const { scope, accountId } = await owned(session, slug);
    return explore(scope, accountId, asked);
  },
);

/** Keeps a query under a name for the owners of the account. */
export const keepQueryAction = accountAction(
  { name: 'keep_query', right: 'ask' },
  z.strictObject({ ...query, name: z.string().trim().min(1).max(80) }),
  async ({ slug, ...kept }, { session }) => {
    const { scope, accountId } = await owned(session, slug);
    await keepQuery(scope, accountId, kept);
    return { kept: true };
  },
);

/** Forgets a kept query. */
export const dropQueryAction = accountAction(
  { name: 'drop_query', right: 'ask' },
  z.strictObject({ slug: query.slug, id: z.uuid() }),
  async ({ slug, id }, { session }) => {
    const { scope, accountId } = await owned(session, slug);
    await dropQuery(scope, accountId, id);
    return { dropped: true };
  },
);

async function owned(
  session: Session,
  slug: string,
): Promise<{ scope: AccountScope; accountId: number }> {
  requireFreshSession(session);
  const { scope, account } = await requireAccount(session, slug);
  return { scope, accountId: account.id };
}
