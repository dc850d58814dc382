import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/open';
import type { Priority } from '@/lib/jobber/client';
import { ask, completeNested, type Page, pageOf } from './ask';
import { assign } from './assignees';
import { listDocument, pageRows, type Selection } from './documents';
import { entities } from './entities';
import type { Entity } from './entity';
import { holdAccount } from './hold-account';
import { ingest, type Part } from './ingest';
import { type Cursor, finishPage, newestOf, readCursor } from './pass';
import { type Leg, legs, overlapMs, type Pass, type Stage } from './read-plan';
import { relatedOf } from './refetch';
import type { Run, Step } from './run';
import type { Stream } from './streams';
import { noteSeen } from './sweep-ids';
import { notPermitted } from './trouble';

const priorities: Readonly<Record<Stage, Priority>> = {
  newest: 'newest',
  probe: 'probe',
  window: 'probe',
  recent: 'recent',
  assignees: 'recent',
  history: 'history',
  details: 'details',
  sweep: 'sweep',
  count: 'sweep',
};

/** Reads the next page of one stream and commits its rows with the cursor that follows. */
export async function readPage(run: Run, stream: Stream): Promise<Step> {
  const { kind, stage } = stream;
  const entity = entities[kind];
  const readAt = run.now();
  const from = (stream.cursor && stream.passStartedAt) || readAt;
  const cursor = readCursor(stream) ?? (await startCursor(run, stream));
  const pass: Pass = { from, watermark: stream.watermark, userIds: cursor.userIds };
  const plan = legs(kind, stage, pass);
  const leg = plan[cursor.leg] ?? {};
  const counts = cursor.after === null && ['recent', 'history', 'details'].includes(stage);
  const document = listDocument(entity, selectionOf(stage, leg, entity), counts);
  // Lists without a filter by change are asked for their first few rows, which are mostly known already.
  const isPeek = stage === 'probe' && cursor.pages === 0 && (kind === 'job' || kind === 'payment');
  const { userId, ...asking } = leg;
  const variables = { first: isPeek ? 10 : pageRows(document), after: cursor.after, ...asking };
  const priority = priorities[stage];
  const asked = await ask(run.asker, document, variables, priority);
  const page = pageOf(asked.data[entity.many]);
  if (!page) {
    await notPermitted(run, stream, asked.hidden);
    return { requests: 1, rows: 0 };
  }
  const more = userId ? 0 : await completeNested(run.asker, entity, page.nodes, priority);
  await run.db.transaction(async (tx) => {
    await holdAccount(tx, run.accountId);
    const changed = userId
      ? await assign(tx, run.accountId, stage, userId, page)
      : await keep(tx, run, stream, page, readAt);
    const next = nextCursor(stream, cursor, plan.length, page, changed);
    const points = asked.points + more;
    await finishPage(tx, run, stream, { next, cursor, page, points, pass, counts });
  });
  return { requests: 1, rows: page.nodes.length };
}

async function startCursor({ db, accountId }: Run, { stage }: Stream): Promise<Cursor> {
  const start = { leg: 0, after: null, pages: 0, newestSeen: null, points: 0, userIds: [] };
  if (stage !== 'assignees' && stage !== 'window') return start;
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from users where account_id = ${accountId} order by id`,
  );
  return { ...start, userIds: rows.map(({ id }) => id) };
}

function selectionOf(stage: Stage, leg: Leg, entity: Entity): Selection {
  return leg.userId ? 'ids' : partOf(stage, entity);
}

// A sweep of what Jobber does not date must see every field: nothing else tells that a detail changed. The newest
// visits come whole because the first screen shows who goes there.
function partOf(stage: Stage, { kind, isDated }: Entity): Part {
  if (stage === 'details') return 'detail';
  if (stage === 'newest' && kind === 'visit') return 'full';
  return stage === 'sweep' && !isDated ? 'full' : 'lean';
}

async function keep(
  tx: Database,
  { accountId }: Run,
  stream: Stream,
  page: Page,
  readAt: Date,
): Promise<string[]> {
  const { kind, stage } = stream;
  const part = partOf(stage, entities[kind]);
  const { changed } = await ingest(tx, accountId, kind, page.nodes, { readAt, part });
  await noteSeen(tx, accountId, stream, page);
  if (stage === 'probe' || stage === 'window' || stage === 'sweep')
    await relatedOf(tx, accountId, kind, changed, readAt);
  return changed;
}

/** Null when the stage is complete. */
function nextCursor(
  { kind, stage, watermark }: Stream,
  cursor: Cursor,
  legCount: number,
  page: Page,
  changed: readonly string[],
): Cursor | null {
  const on = { ...cursor, pages: cursor.pages + 1, newestSeen: newestOf(cursor, page) };
  const { endCursor, hasNextPage } = page.pageInfo;
  if (stage === 'newest' && kind !== 'visit') return null;
  const since = watermark ? new Date(watermark.getTime() - overlapMs).toISOString() : '';
  const isPastWatermark = stage === 'probe' && kind === 'job' && (oldestOf(page) ?? '') < since;
  const isUnchanged = stage === 'probe' && kind === 'payment' && changed.length === 0;
  if (hasNextPage && endCursor && !isPastWatermark && !isUnchanged)
    return { ...on, after: endCursor };
  return cursor.leg + 1 < legCount ? { ...on, leg: cursor.leg + 1, after: null } : null;
}

const dated = z.object({ updatedAt: z.string() });

function oldestOf(page: Page): string | undefined {
  return page.nodes
    .flatMap((node) => dated.safeParse(node).data?.updatedAt ?? [])
    .map((time) => new Date(time).toISOString())
    .toSorted()[0];
}
