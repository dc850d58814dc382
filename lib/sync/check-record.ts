import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { JobberClient } from '@/lib/jobber/client';
import { ask, completeNested } from './ask';
import { checkDocument, refetchDocument } from './documents';
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
 * Asks Jobber for one record now, ahead of the background reading: its list fields first (at most 60 points), and the
 * whole of it when those say something new or its details are not known. Both are written through to the read model;
 * records whose numbers follow from a change are read again soon. Throws what the client throws.
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
  const checked = { db, accountId, kind, id };
  const askedAt = now();
  const { data } = await ask(asker, checkDocument(entity), { id }, 'interactive');
  const lean = record.parse(data.record);
  const changed = await keep(checked, lean, 'lean', askedAt);
  if (changed === 'gone') return { isChanged: true, isGone: true, checkedAt: now().toISOString() };
  if (!changed && (await hasDetail(checked))) {
    return { isChanged: false, isGone: false, checkedAt: now().toISOString() };
  }
  const readAt = now();
  const whole = await ask(asker, refetchDocument(entity, 1), { i0: id }, 'interactive');
  const node = record.parse(whole.data.r0);
  if (node) await completeNested(asker, entity, [node], 'interactive');
  const grown = await keep(checked, node, 'full', readAt);
  return {
    isChanged: changed || grown !== false,
    isGone: grown === 'gone',
    checkedAt: now().toISOString(),
  };
}

type Kept = { db: Database; accountId: number; kind: CheckedKind; id: string };
type Node = { id: string };

const record = z.looseObject({ id: z.string() }).nullish();

async function keep(
  { db, accountId, kind, id }: Kept,
  node: Node | null | undefined,
  part: 'lean' | 'full',
  readAt: Date,
): Promise<boolean | 'gone'> {
  if (!node) {
    await bury(db, accountId, kind, [id], { readAt, foundBy: 'refetch' });
    return 'gone';
  }
  return db.transaction(async (tx) => {
    const { changed } = await ingest(tx, accountId, kind, [node], { readAt, part });
    await relatedOf(tx, accountId, kind, changed, readAt);
    return changed.length > 0;
  });
}

async function hasDetail({ db, accountId, kind, id }: Kept): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from ${entities[kind].table} where account_id = ${accountId} and id = ${id} and detail_at is not null`);
  return rows.length > 0;
}
