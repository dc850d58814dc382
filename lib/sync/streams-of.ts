import 'server-only';
import { inArray } from 'drizzle-orm';
import { cache } from 'react';
import type { Database } from '@/db/open';
import { syncAccounts, syncStreams } from '@/db/schema/sync';

/** What has been read of these accounts and how far each stream is. Read once while a page is made. */
export const streamsOf = cache(async (accountIds: readonly number[], db: Database) => {
  const ids = [...accountIds];
  const [accounts, streams] = await Promise.all([
    db.select().from(syncAccounts).where(inArray(syncAccounts.accountId, ids)),
    db.select().from(syncStreams).where(inArray(syncStreams.accountId, ids)),
  ]);
  return { accounts, streams };
});
