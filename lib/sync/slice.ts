import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/open';
import type { JobberClient } from '@/lib/jobber/client';
import { ask, completeNested, type Page, pageOf } from './ask';
import { findDrift } from './count-check';
import { listDocument, pageRows } from './documents';
import { entities } from './entities';
import type { Entity, Kind } from './entity';
import { ingest, type Part } from './ingest';
import { legs, overlapMs, type Stage } from './read-plan';
import { askAgain, relatedOf, runRefetches } from './refetch';
import type { Run, Step } from './run';
import { dueStreams, ensureStreams, nextDue, type Stream } from './streams';
import { notPermitted, trouble } from './trouble';

/** @public */
export type SliceOptions = {
  db: Database;
  /** A client of the account whose admission shares the account's budget. */
  client: Pick<JobberClient, 'query'>;
  now?: () => Date;
  /** How long a slice may go on before it gives the worker back. */
  sliceMs?: number;
  timeoutMs?: number;
};

/**
 * `idle` until `nextAt` when nothing was due; after trouble `nextAt` is when to try again.
 * @public
 */
export type SliceResult = {
  requests: number;
  rows: number;
  state: 'idle' | 'busy' | 'waiting';
  nextAt: Date | null;
};

/**
 * Reads what is most urgent of one account for at most `sliceMs`, page by page, each page committed with its cursor, so
 * that a kill at any point loses nothing. Trouble becomes a row of the sync's history, never an exception, except
 * a database that is away.
 * @public
 */
export async function runSlice(accountId: number, options: SliceOptions): Promise<SliceResult> {
  const { db, now = () => new Date(), sliceMs = 2_000, timeoutMs = 30_000 } = options;
  await ensureStreams(db, accountId, now());
  const isWatched = await isWatchedNow(db, accountId, now());
  const run: Run = { db, accountId, now, asker: { client: options.client, timeoutMs }, isWatched };
  const end = now().getTime() + sliceMs;
  const result: SliceResult = { requests: 0, rows: 0, state: 'idle', nextAt: null };
  do {
    const step = await runStep(run);
    result.requests += step.requests;
    result.rows += step.rows;
    if (step.waitMs !== undefined) {
      return { ...result, state: 'waiting', nextAt: new Date(now().getTime() + step.waitMs) };
    }
    if (step.requests === 0) break;
  } while (now().getTime() < end);
  const nextAt = await nextDue(db, accountId);
  const isBusy = nextAt !== null && nextAt <= now();
  return { ...result, state: isBusy ? 'busy' : 'idle', nextAt };
}

async function runStep(run: Run): Promise<Step> {
  const due = await dueStreams(run.db, run.accountId, run.now(), 8);
  const newest = due.filter(({ stage }) => stage === 'newest');
  if (newest.length > 0) {
    const steps = await Promise.all(newest.map((stream) => guarded(run, stream)));
    return steps.reduce(added);
  }
  const refetched = await guardedRefetch(run);
  if (refetched.requests > 0 || refetched.waitMs !== undefined) return refetched;
  const [stream] = due;
  return stream ? guarded(run, stream) : { requests: 0, rows: 0 };
}

function added(one: Step, other: Step): Step {
  const waitMs = Math.max(one.waitMs ?? -1, other.waitMs ?? -1);
  return {
    requests: one.requests + other.requests,
    rows: one.rows + other.rows,
    ...(waitMs >= 0 ? { waitMs } : {}),
  };
}

async function guardedRefetch(run: Run): Promise<Step> {
  try {
    return await runRefetches(run);
  } catch (error) {
    return trouble(run, null, error);
  }
}

async function guarded(run: Run, stream: Stream): Promise<Step> {
  try {
    return stream.stage === 'count' ? await countSlice(run, stream) : await pageSlice(run, stream);
  } catch (error) {
    return trouble(run, stream, error);
  }
}

const cursorShape = z.object({
  leg: z.number(),
  after: z.string().nullable(),
  pages: z.number(),
  newestSeen: z.string().nullable(),
});
type Cursor = z.output<typeof cursorShape>;
const startCursor: Cursor = { leg: 0, after: null, pages: 0, newestSeen: null };

async function pageSlice(run: Run, stream: Stream): Promise<Step> {
  const { kind, stage } = stream;
  const entity = entities[kind];
  const readAt = run.now();
  const passStartedAt = (stream.cursor && stream.passStartedAt) || readAt;
  const cursor = stream.cursor ? cursorShape.parse(JSON.parse(stream.cursor)) : startCursor;
  const plan = legs(kind, stage, passStartedAt, stream.watermark);
  const part = partOf(stage, entity);
  const counts =
    cursor.after === null && (stage === 'recent' || stage === 'history' || stage === 'details');
  const document = listDocument(entity, part, counts);
  const isUrgent = stage === 'newest';
  // Lists without a filter by change are asked for their first few rows, which are mostly known already.
  const isPeek = stage === 'probe' && cursor.pages === 0 && (kind === 'job' || kind === 'payment');
  const first = isPeek ? 10 : pageRows(document);
  const variables = { first, after: cursor.after, ...plan[cursor.leg] };
  const asked = await ask(run.asker, document, variables, isUrgent);
  const page = pageOf(asked.data[entity.many]);
  if (!page) {
    await notPermitted(run, stream, asked.hidden);
    return { requests: 1, rows: 0 };
  }
  const points = asked.points + (await completeNested(run.asker, entity, page.nodes, isUrgent));
  await run.db.transaction(async (tx) => {
    const { changed } = await ingest(tx, run.accountId, kind, page.nodes, { readAt, part });
    await noteSeen(tx, run.accountId, stream, page);
    if (stage === 'probe' || stage === 'window' || stage === 'sweep')
      await relatedOf(tx, run.accountId, kind, changed, readAt);
    const next = nextCursor(stream, cursor, plan.length, page, changed);
    await advance(tx, run, stream, { next, page, points, passStartedAt, cursor, counts });
  });
  return { requests: 1, rows: page.nodes.length };
}

// A sweep of what Jobber does not date must see every field: nothing else tells that a detail changed.
function partOf(stage: Stage, { isDated }: Entity): Part {
  if (stage === 'details') return 'detail';
  return stage === 'sweep' && !isDated ? 'full' : 'lean';
}

/** Null when the stage is complete. */
function nextCursor(
  { kind, stage, watermark }: Stream,
  cursor: Cursor,
  legCount: number,
  page: Page,
  changed: readonly string[],
): Cursor | null {
  const times = page.nodes.map(updatedAtOf).filter((time) => time !== null);
  const newest =
    [cursor.newestSeen, ...times]
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? null;
  const on = { leg: cursor.leg, pages: cursor.pages + 1, newestSeen: newest };
  const { endCursor, hasNextPage } = page.pageInfo;
  const firstPageIsAll = stage === 'newest' && kind !== 'visit';
  const since = watermark ? new Date(watermark.getTime() - overlapMs).toISOString() : '';
  const isPastWatermark =
    stage === 'probe' && kind === 'job' && (times.toSorted()[0] ?? '') < since;
  const isUnchanged = stage === 'probe' && kind === 'payment' && changed.length === 0;
  if (firstPageIsAll) return null;
  if (hasNextPage && endCursor && !isPastWatermark && !isUnchanged)
    return { ...on, after: endCursor };
  if (cursor.leg + 1 < legCount) return { ...on, leg: cursor.leg + 1, after: null };
  return null;
}

function updatedAtOf(node: unknown): string | null {
  const parsed = z.object({ updatedAt: z.string() }).safeParse(node);
  return parsed.success ? new Date(parsed.data.updatedAt).toISOString() : null;
}

type Progress = {
  next: Cursor | null;
  cursor: Cursor;
  page: Page;
  points: number;
  passStartedAt: Date;
  counts: boolean;
};

async function advance(tx: Database, run: Run, stream: Stream, progress: Progress): Promise<void> {
  const { next, cursor, page, points, passStartedAt, counts } = progress;
  const { kind, stage } = stream;
  const isNewPass = cursor.pages === 0 && cursor.leg === 0;
  const expected = counts
    ? (isNewPass ? 0 : (stream.rowsExpected ?? 0)) + (page.totalCount ?? 0)
    : null;
  const newest = [cursor.newestSeen, ...page.nodes.map(updatedAtOf)]
    .filter((time) => time !== null)
    .toSorted()
    .at(-1);
  const watermark = next === null && stage === 'probe' && newest ? newest : null;
  const moved =
    kind === 'payment' || (newest !== undefined && new Date(newest) > (stream.watermark ?? 0));
  const isMoving = cursor.pages > 0 && moved && (kind === 'job' || kind === 'payment');
  const dueAt = next ? run.now() : nextPass(stream, run, isMoving);
  await tx.execute(sql`
    update sync_streams set state = ${next ? 'reading' : 'done'}, cursor = ${next ? JSON.stringify(next) : null},
      pass_started_at = ${passStartedAt.toISOString()}::timestamptz,
      watermark = greatest(watermark, ${watermark}::timestamptz),
      rows_read = ${isNewPass ? sql`0` : sql`rows_read`} + ${page.nodes.length},
      rows_expected = coalesce(${expected}::int, rows_expected), points_used = points_used + ${points},
      finished_at = ${next ? sql`finished_at` : sql`${run.now().toISOString()}::timestamptz`},
      next_due_at = ${dueAt?.toISOString() ?? null}::timestamptz, failures = 0, last_error = null
    where account_id = ${run.accountId} and entity = ${kind} and stage = ${stage}`);
  await tx.execute(sql`
    update sync_accounts set last_slice_at = ${run.now().toISOString()}::timestamptz where account_id = ${run.accountId}`);
  if (next === null) await finishPass(tx, run, stream, passStartedAt, progress);
}

async function finishPass(
  tx: Database,
  run: Run,
  { kind, stage }: Stream,
  passStartedAt: Date,
  { page, points }: Progress,
): Promise<void> {
  const { accountId } = run;
  if (stage === 'sweep' || stage === 'window')
    await askForUnseen(tx, run, kind, stage, passStartedAt);
  if (kind === 'user') await takeTimeZone(tx, accountId);
  if (stage === 'probe' || stage === 'window') return;
  await tx.execute(sql`
    insert into sync_events (account_id, entity, stage, kind, message, rows, points)
    values (${accountId}, ${kind}, ${stage}, 'finished', ${`${kind}: ${stage} complete`}, ${page.nodes.length}, ${points})`);
  await tx.execute(sql`
    update sync_accounts set
      newest_read_at = coalesce(newest_read_at, case when not exists (
        select 1 from sync_streams s where s.account_id = ${accountId} and s.stage = 'newest' and s.finished_at is null and s.state <> 'not_permitted')
        then ${run.now().toISOString()}::timestamptz end),
      first_read_done_at = coalesce(first_read_done_at, case when not exists (
        select 1 from sync_streams s where s.account_id = ${accountId} and s.stage in ('newest', 'recent', 'history', 'details')
          and s.finished_at is null and s.state <> 'not_permitted')
        then ${run.now().toISOString()}::timestamptz end)
    where account_id = ${accountId}`);
}

/** When a finished stage is read again; null for those of the first read. Who looks at an account has it fresher. */
function nextPass(
  { kind, stage }: Stream,
  { now, isWatched }: Run,
  isMoving: boolean,
): Date | null {
  const minute = 60_000;
  const isUndated = kind === 'user' || kind === 'product' || kind === 'property';
  const after = (ms: number) => new Date(now().getTime() + ms);
  // Rows move to the front while jobs and payments are paged, so a pass of several pages is followed by another.
  if (stage === 'probe') return after(isMoving ? 0 : isWatched ? 20_000 : 10 * minute);
  if (stage === 'window') return after((isWatched ? 5 : 60) * minute);
  if (stage === 'sweep') return after((isUndated ? 1 : 7) * 1440 * minute);
  return null;
}

async function isWatchedNow(db: Database, accountId: number, now: Date): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from sync_accounts where account_id = ${accountId} and watched_until > ${now.toISOString()}::timestamptz`);
  return rows.length > 0;
}

async function noteSeen(
  tx: Database,
  accountId: number,
  { kind, stage, cursor }: Stream,
  page: Page,
): Promise<void> {
  if (stage !== 'sweep' && stage !== 'window') return;
  const name = `${kind}:${stage}`;
  if (!cursor)
    await tx.execute(
      sql`delete from sweep_ids where account_id = ${accountId} and entity = ${name}`,
    );
  const ids = page.nodes.map((node) => z.object({ id: z.string() }).parse(node).id);
  await tx.execute(sql`
    insert into sweep_ids (account_id, entity, id) select ${accountId}, ${name}, id
    from unnest(${sql.param(ids)}::text[]) as r(id) on conflict do nothing`);
}

async function askForUnseen(
  tx: Database,
  { accountId, now }: Run,
  kind: Kind,
  stage: Stage,
  since: Date,
): Promise<void> {
  const { table } = entities[kind];
  const [span] = stage === 'window' ? legs(kind, stage, since, null) : [];
  const within = z
    .object({ startAt: z.object({ after: z.string(), before: z.string() }) })
    .safeParse(span?.filter);
  const unseen = await tx.execute<{ id: string }>(sql`
    select t.id from ${table} t
    where t.account_id = ${accountId} and t.read_at < ${since.toISOString()}::timestamptz
      and not exists (select 1 from sweep_ids s where s.account_id = ${accountId} and s.entity = ${`${kind}:${stage}`} and s.id = t.id)
      ${within.success ? sql`and t.start_at between ${within.data.startAt.after}::timestamptz and ${within.data.startAt.before}::timestamptz` : sql``}`);
  await askAgain(
    tx,
    accountId,
    kind,
    unseen.rows.map(({ id }) => id),
    now(),
  );
}

async function takeTimeZone(tx: Database, accountId: number): Promise<void> {
  const changed = await tx.execute(sql`
    update sync_accounts a set time_zone = u.time_zone
    from (select time_zone from users where account_id = ${accountId} and time_zone is not null
      order by is_owner desc, is_admin desc, id limit 1) u
    where a.account_id = ${accountId} and a.time_zone <> u.time_zone
      and exists (select 1 from pg_timezone_names where name = u.time_zone) returning 1`);
  if (changed.rows.length > 0) {
    const { repairRollups } = await import('./rollups');
    await repairRollups(tx, accountId);
  }
}

async function countSlice(run: Run, stream: Stream): Promise<Step> {
  const { requests, points, drifted } = await findDrift(run, stream.kind);
  await run.db.execute(sql`
    update sync_streams set state = 'done', rows_read = ${drifted}, points_used = points_used + ${points}, failures = 0,
      last_error = null, finished_at = ${run.now().toISOString()}::timestamptz,
      next_due_at = ${run.now().toISOString()}::timestamptz + interval '1 day'
    where account_id = ${run.accountId} and entity = ${stream.kind} and stage = 'count'`);
  return { requests, rows: drifted };
}
