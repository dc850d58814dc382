import 'server-only';
import { sql } from 'drizzle-orm';
import type { DocumentNode } from 'graphql';
import { z } from 'zod';
import type { Database } from '@/db/open';
import type { Priority } from '@/lib/jobber/client';
import { ask, completeNested, type Page, pageOf, patient } from './ask';
import { assign } from './assignees';
import { listDocument, pageRows, type Selection } from './documents';
import { entities } from './entities';
import type { Entity } from './entity';
import { holding } from './hold-account';
import { ingest, type Part } from './ingest';
import { type Cursor, finishPage, newestOf, readCursor } from './pass';
import { isSpan, type Leg, legs, overlapMs, type Pass, type Stage, stagesOf } from './read-plan';
import { relatedOf } from './refetch';
import type { Run, Step } from './run';
import type { Stream } from './streams';
import { askForChanged, noteSeen } from './sweep-ids';
import { notPermitted } from './trouble';

const priorities: Readonly<Record<Stage, Priority>> = {
  newest: 'newest',
  probe: 'probe',
  today: 'probe',
  window: 'probe',
  recent: 'recent',
  assignees: 'recent',
  history: 'history',
  details: 'details',
  sweep: 'sweep',
  recheck: 'sweep',
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
  const selection = selectionOf(stage, leg, entity);
  const { userId, tells = {}, ...asking } = leg;
  const document = listDocument(entity, selection, counts, Object.keys(tells));
  const variables = { first: rowsOfPage(stream, cursor, document), after: cursor.after, ...asking };
  const priority = priorities[stage];
  // The first screens take turns with nobody.
  const asker = stage === 'newest' ? patient(run.asker) : run.asker;
  const asked = await ask(asker, document, variables, priority);
  const answered = pageOf(asked.data[entity.many]);
  if (!answered) {
    await notPermitted(run, stream, asked.hidden);
    return { requests: 1, rows: 0 };
  }
  const page = { ...answered, nodes: answered.nodes.map((node) => Object.assign({}, node, tells)) };
  const more = isPart(selection)
    ? await completeNested(run.asker, entity, page.nodes, priority)
    : 0;
  await holding(run.db, run.accountId, async (tx) => {
    const changed = userId
      ? await assign(tx, run.accountId, stage, userId, page)
      : await keep(tx, run, stream, { page, selection, readAt });
    const next = nextCursor(stream, cursor, plan.length, page, changed);
    const points = asked.points + more;
    await finishPage(tx, run, stream, { next, cursor, page, points, pass, counts });
  });
  return { requests: 1, rows: page.nodes.length };
}

async function startCursor({ db, accountId }: Run, { stage }: Stream): Promise<Cursor> {
  const start = { leg: 0, after: null, pages: 0, newestSeen: null, points: 0, userIds: [] };
  if (stage !== 'assignees' && !isSpan(stage)) return start;
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from users where account_id = ${accountId} order by id`,
  );
  return { ...start, userIds: rows.map(({ id }) => id) };
}

/** Lists without a filter by change are asked for their first few rows, which are mostly known already, then for more. */
function rowsOfPage({ kind, stage }: Stream, { pages }: Cursor, document: DocumentNode): number {
  const most = pageRows(document);
  if (stage !== 'probe' || (kind !== 'job' && kind !== 'payment')) return most;
  return Math.min(most, (kind === 'job' ? 10 : 4) * 3 ** Math.min(pages, 5));
}

// What Jobber dates shows by its skeleton whether it changed, and is then read by id; of the rest every field must be
// seen now and then.
function selectionOf(stage: Stage, leg: Leg, { kind, isDated }: Entity): Selection {
  if (leg.userId) return 'ids';
  if (stage === 'details') return 'detail';
  if (stage === 'recheck') return 'full';
  if (stage === 'probe') return isDated ? 'skeleton' : 'lean';
  if (stage !== 'sweep') return 'lean';
  return isDated || stagesOf(kind).includes('recheck') ? 'skeleton' : 'full';
}

function isPart(selection: Selection): selection is Part {
  return selection !== 'ids' && selection !== 'skeleton';
}

type Kept = { page: Page; selection: Selection; readAt: Date };

async function keep(
  tx: Database,
  { accountId }: Run,
  stream: Stream,
  { page, selection, readAt }: Kept,
): Promise<string[]> {
  const { kind, stage } = stream;
  await noteSeen(tx, accountId, stream, page);
  if (!isPart(selection)) {
    await askForChanged(tx, accountId, kind, page, readAt);
    return [];
  }
  const { changed } = await ingest(tx, accountId, kind, page.nodes, { readAt, part: selection });
  if (stage === 'probe' || isSpan(stage) || stage === 'sweep' || stage === 'recheck')
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
  if (stage === 'newest') return null;
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
