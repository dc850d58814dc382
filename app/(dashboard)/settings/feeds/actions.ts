'use server';

import { z } from 'zod';
import { requireAccount } from '@/lib/access/account-scope';
import { mintFeedKey, revokeFeedKey } from '@/lib/access/feed-keys';
import { accountAction } from '@/lib/action';
import { feedAddresses } from '@/lib/feeds/feed-addresses';
import { feedNames } from '@/lib/feeds/feed-name';
import { requireFreshSession } from '@/lib/session';

/** Makes a feed key; its addresses are shown this once. */
export const mintFeedKeyAction = accountAction(
  { name: 'mint_feed_key', right: 'manage', limit: { limit: 20, windowSeconds: 60 } },
  z.strictObject({
    slug: z.string().min(1),
    feed: z.enum(feedNames),
    name: z.string().trim().min(1).max(80),
  }),
  async ({ slug, feed, name }, { session }) => {
    requireFreshSession(session);
    const { scope, account } = await requireAccount(session, slug);
    const { key } = await mintFeedKey(scope, account.id, { feed, name });
    return { addresses: feedAddresses(feed, key) };
  },
);

/** Ends a feed key at once. */
export const revokeFeedKeyAction = accountAction(
  { name: 'revoke_feed_key', right: 'manage' },
  z.strictObject({ slug: z.string().min(1), id: z.uuid() }),
  async ({ slug, id }, { session }) => {
    requireFreshSession(session);
    const { scope, account } = await requireAccount(session, slug);
    await revokeFeedKey(scope, account.id, id);
    return { revoked: true };
  },
);
