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
 * What asking Jobber for one record brought: `isChanged` when something is known that was not shown, `isGone` when Jobber
 * no longer has it.
 * @public
 */
export type Checked = { isChanged: boolean; isGone: boolean; checkedAt: string };

/**
 * When what is on screen was read, and what goes beyond the list columns; ISO 8601.
 * @public
 */
export type Shown = { readAt: string; detailAt: string | null };

const timeoutMs = 15_000;

/**
 * Asks Jobber for one record now, ahead of the background reading: its list fields first (at most 60 points), and the
 * whole of it when those say something new or its details are not known. Both are written through to the read model;
 * records whose numbers follow from a change are read again soon. The background reading may have been quicker with what
 * is new, so what is known then is held against `shown`. Throws what the client throws.
 * @public
 */
export async function checkRecord(
  client: Pick<JobberClient, 'query'>,
  accountId: number,
  kind: CheckedKind,
  id: string,
  {
    db = appDb(),
    now = () => new Date(),
    shown,
  }: { db?: Database; now?: () => Date; shown?: Shown } = {},
): Promise<Checked> {
  const entity = entities[kind];
  const asker = { client, timeoutMs };
  const checked = { db, accountId, kind, id };
  const askedAt = now();
  const { data } = await ask(asker, checkDocument(entity), { id }, 'interactive');
  const lean = record.parse(data.record);
  const changed = await keep(checked, lean, 'lean', askedAt);
  if (changed === 'gone') return { isChanged: true, isGone: true, checkedAt: now().toISOString() };
  const known = changed ? undefined : await knownNow(checked);
  if (known?.detailMs) {
    const isChanged = shown !== undefined && isOther(known, shown);
    return { isChanged, isGone: false, checkedAt: now().toISOString() };
  }
  const readAt = now();
  const whole = await ask(asker, refetchDocument(entity, 1), { i0: id }, 'interactive');
  const node = record.parse(whole.data.r0);
  if (node) await completeNested(asker, entity, [node], 'interactive');
  const grown = await keep(checked, node, 'full', readAt);
  return {
    isChanged: changed || grown !== false || shown?.detailAt === null,
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

type Known = { readMs: number; detailMs: number | null };

async function knownNow({ db, accountId, kind, id }: Kept): Promise<Known | undefined> {
  const { rows } = await db.execute<Known>(sql`
    select date_part('epoch', read_at) * 1000 as "readMs", date_part('epoch', detail_at) * 1000 as "detailMs"
    from ${entities[kind].table} where account_id = ${accountId} and id = ${id}`);
  return rows[0];
}

/** Postgres keeps more than the milliseconds that a page is told. */
function isOther(known: Known, shown: Shown): boolean {
  const differs = (ms: number | null, at: string | null) =>
    ms === null || at === null ? ms !== at : Math.abs(ms - Date.parse(at)) > 5;
  return differs(known.readMs, shown.readAt) || differs(known.detailMs, shown.detailAt);
}
