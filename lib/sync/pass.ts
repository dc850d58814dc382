import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/open';
import { followTimeZone } from './account-time-zone';
import type { Page } from './ask';
import { askForMisassigned } from './assignees';
import { isSpan, type Pass } from './read-plan';
import type { Run } from './run';
import { openWaiting, type Stream } from './streams';
import { askForIncomplete, askForUnseen } from './sweep-ids';

/** How far a pass over the lists of one stage came. */
const cursorShape = z.object({
  leg: z.number(),
  after: z.string().nullable(),
  pages: z.number(),
  newestSeen: z.string().nullable(),
  /** Points that this pass took so far. */
  points: z.number().default(0),
  userIds: z.array(z.string()).default([]),
});

export type Cursor = z.output<typeof cursorShape>;

export function readCursor({ cursor }: Stream): Cursor | null {
  return cursor ? cursorShape.parse(JSON.parse(cursor)) : null;
}

const dated = z.object({ updatedAt: z.string() });

/** The latest updatedAt of this pass. */
export function newestOf(cursor: Cursor, page: Page): string | null {
  const times = page.nodes
    .flatMap((node) => dated.safeParse(node).data?.updatedAt ?? [])
    .map((time) => new Date(time).toISOString());
  return (cursor.newestSeen ? [cursor.newestSeen, ...times] : times).toSorted().at(-1) ?? null;
}

export type Progress = {
  /** Null when the pass is complete. */
  next: Cursor | null;
  cursor: Cursor;
  page: Page;
  points: number;
  pass: Pass;
  /** The page told how many rows its list has. */
  counts: boolean;
};

/** Moves a stream on behind a page, in the transaction of its rows. A stream that another process moved stays there. */
export async function finishPage(
  tx: Database,
  run: Run,
  stream: Stream,
  progress: Progress,
): Promise<void> {
  const { cursor, page, points, pass, counts } = progress;
  const next = progress.next && { ...progress.next, points: cursor.points + points };
  const { kind, stage } = stream;
  const isNewPass = cursor.pages === 0 && cursor.leg === 0;
  const before = isNewPass ? 0 : (stream.rowsExpected ?? 0);
  const expected = counts ? before + (page.totalCount ?? 0) : null;
  const watermark = next === null && stage === 'probe' ? newestOf(cursor, page) : null;
  const dueAt = next ? run.now() : nextPass(stream, run, progress);
  const moved = await tx.execute(sql`
    update sync_streams set state = ${next ? 'reading' : 'done'}, cursor = ${next ? JSON.stringify(next) : null},
      pass_started_at = ${pass.from.toISOString()}::timestamptz,
      watermark = greatest(watermark, ${watermark}::timestamptz),
      rows_read = ${isNewPass ? sql`0` : sql`rows_read`} + ${page.nodes.length},
      rows_expected = coalesce(${expected}::int, rows_expected), points_used = points_used + ${points},
      finished_at = ${next ? sql`finished_at` : sql`${run.now().toISOString()}::timestamptz`},
      next_due_at = ${dueAt?.toISOString() ?? null}::timestamptz, failures = 0, last_error = null
    where account_id = ${run.accountId} and entity = ${kind} and stage = ${stage}
      and cursor is not distinct from ${stream.cursor}`);
  if (next === null && moved.rowCount !== 0) await finishPass(tx, run, stream, progress);
}

async function finishPass(
  tx: Database,
  run: Run,
  stream: Stream,
  { page, cursor, points, pass }: Progress,
): Promise<void> {
  const { accountId } = run;
  const { kind, stage } = stream;
  if (stage === 'sweep' || isSpan(stage)) await askForUnseen(tx, run, stream, pass);
  if (isSpan(stage)) await askForMisassigned(tx, run, stage, pass);
  if (stage === 'details' || stage === 'sweep') await askForIncomplete(tx, run, kind);
  if (kind === 'user') await followTimeZone(tx, accountId);
  if (stage === 'recent' || stage === 'history' || stage === 'details')
    await openWaiting(tx, accountId, kind, run.now());
  if (stage === 'probe' || isSpan(stage)) return;
  const rows = (cursor.pages === 0 ? 0 : stream.rowsRead) + page.nodes.length;
  await tx.execute(sql`
    insert into sync_events (account_id, entity, stage, kind, message, rows, points)
    values (${accountId}, ${kind}, ${stage}, 'finished', ${`${kind}: ${stage} complete`}, ${rows}, ${cursor.points + points})`);
  await closeFirstRead(tx, run);
}

/** Notes that the first screens, or the whole first read, are complete, once nothing of them is left to read. */
export async function closeFirstRead(tx: Database, { accountId, now }: Run): Promise<void> {
  const open = (stages: readonly string[]) => sql`exists (
    select 1 from sync_streams s where s.account_id = ${accountId} and s.stage = any(${sql.param([...stages])}::text[])
      and s.finished_at is null and s.state <> 'not_permitted')`;
  const at = sql`${now().toISOString()}::timestamptz`;
  await tx.execute(sql`
    update sync_accounts set
      newest_read_at = coalesce(newest_read_at, case when not ${open(['newest'])} then ${at} end),
      first_read_done_at = coalesce(first_read_done_at,
        case when not ${open(['newest', 'recent', 'assignees', 'history', 'details'])} then ${at} end)
    where account_id = ${accountId} and (newest_read_at is null or first_read_done_at is null)`);
}

const minute = 60_000;
/** Looking through the days around today may cost this much of an account's points. */
const windowPointsPerSecond = 500 * 0.02;

/** When a finished stage is read again; null for those of the first read. Who looks at an account has it fresher. */
function nextPass(stream: Stream, { now, isWatched }: Run, progress: Progress): Date | null {
  const { kind, stage } = stream;
  const after = (ms: number) => new Date(now().getTime() + ms);
  if (stage === 'probe') {
    const isMoving = rowsMoved(stream, progress);
    return after(isMoving ? 0 : isWatched ? 20_000 : 12 * minute);
  }
  if (stage === 'today') return after((isWatched ? 1 : 60) * minute);
  if (stage === 'window') {
    const pauseMs = ((progress.cursor.points + progress.points) / windowPointsPerSecond) * 1000;
    return after(isWatched ? Math.max(5 * minute, pauseMs) : Math.max(60 * minute, pauseMs));
  }
  const isUndated = kind === 'user' || kind === 'product' || kind === 'property';
  if (stage === 'sweep') return after((isUndated ? 1 : 7) * 1440 * minute);
  if (stage === 'recheck') return after(28 * 1440 * minute);
  return null;
}

// Rows move to the front while jobs and payments are paged, so a pass of several pages is followed by another.
function rowsMoved({ kind, watermark }: Stream, { cursor, page }: Progress): boolean {
  if (cursor.pages === 0) return false;
  if (kind === 'payment') return true;
  const newest = newestOf(cursor, page);
  return kind === 'job' && newest !== null && new Date(newest) > (watermark ?? 0);
}
