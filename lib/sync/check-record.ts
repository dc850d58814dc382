import 'server-only';
import { z } from 'zod';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { JobberClient } from '@/lib/jobber/client';
import { ask, completeNested } from './ask';
import { refetchDocument } from './documents';
import { entities } from './entities';
import { bury, ingest } from './ingest';
import { relatedOf } from './refetch';

/** Kinds that have a page of their own and can be asked of Jobber by id. */
export type CheckedKind = 'client' | 'job' | 'quote' | 'invoice' | 'request';

/**
 * What asking Jobber for one record brought: `isGone` when Jobber no longer has it.
 * @public
 */
export type Checked = { isChanged: boolean; isGone: boolean; checkedAt: string };

const timeoutMs = 15_000;

/**
 * Asks Jobber for one whole record now, ahead of the background reading, and writes the answer through to the read
 * model; records whose numbers follow from it are read again soon. Throws what the client throws.
 * @public
 */
export async function checkRecord(
  client: Pick<JobberClient, 'query'>,
  accountId: number,
  kind: CheckedKind,
  id: string,
  { db = appDb(), now = () => new Date() }: { db?: Database; now?: () => Date } = {},
): Promise<Checked> {
  const entity = entities[kind];
  const asker = { client, timeoutMs };
  const readAt = now();
  const { data } = await ask(asker, refetchDocument(entity, 1), { i0: id }, 'interactive');
  const node = z.looseObject({ id: z.string() }).nullish().parse(data.r0);
  if (!node) {
    await bury(db, accountId, kind, [id], { readAt, foundBy: 'refetch' });
    return { isChanged: true, isGone: true, checkedAt: now().toISOString() };
  }
  await completeNested(asker, entity, [node], 'interactive');
  const changed = await db.transaction(async (tx) => {
    const written = await ingest(tx, accountId, kind, [node], { readAt, part: 'full' });
    await relatedOf(tx, accountId, kind, written.changed, readAt);
    return written.changed;
  });
  return { isChanged: changed.length > 0, isGone: false, checkedAt: now().toISOString() };
}
