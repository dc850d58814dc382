import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { JobberClient } from '@/lib/jobber/client';
import { readComing } from './coming-visits';
import { findDrift } from './count-check';
import { readPage } from './read-page';
import { runRefetches } from './refetch';
import type { Run, Step } from './run';
import { dueStreams, ensureStreams, nextDue, type Stream } from './streams';
import { trouble } from './trouble';

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

/** Who must wait longer than this for points gives the worker back: other accounts have points of their own. */
const patienceMs = 500;
/** Two requests under way hide the time of writing and of the wire; more bring nothing, the points are the limit. */
const lanes = 2;

/**
 * Reads what is most urgent of one account for at most `sliceMs`, page by page, each page committed with its cursor, so
 * that a kill at any point loses nothing. Trouble becomes a row of the sync's history, never an exception, except
 * a database that is away.
 * @public
 */
export async function runSlice(accountId: number, options: SliceOptions): Promise<SliceResult> {
  const { db, now = () => new Date(), sliceMs = 1_500, timeoutMs = 30_000 } = options;
  await ensureStreams(db, accountId, now());
  const isWatched = await isWatchedNow(db, accountId, now());
  const asker = { client: options.client, timeoutMs, patienceMs };
  const run: Run = { db, accountId, now, asker, isWatched };
  const total: Total = { requests: 0, rows: 0 };
  await readNewest(run, total);
  const end = now().getTime() + sliceMs;
  const taken = new Set<string>();
  if (total.requests === 0 && total.restUntil === undefined)
    await Promise.all(Array.from({ length: lanes }, () => lane(run, { taken, total, end })));
  await noteSlice(run, total);
  const { requests, rows, restUntil = total.pointsAt } = total;
  if (restUntil !== undefined)
    return { requests, rows, state: 'waiting', nextAt: new Date(restUntil) };
  const nextAt = await nextDue(db, accountId);
  return { requests, rows, state: nextAt !== null && nextAt <= now() ? 'busy' : 'idle', nextAt };
}

/** The first screens of an account: lists at once, because a full bucket pays for them, then the days of its visits. */
async function readNewest(run: Run, total: Total): Promise<void> {
  const due = await dueStreams(run.db, run.accountId, run.now(), 16);
  const newest = due.filter(({ stage }) => stage === 'newest');
  const isVisit = ({ kind }: Stream) => kind === 'visit';
  for (const part of [newest.filter((stream) => !isVisit(stream)), newest.filter(isVisit)])
    for (const step of await Promise.all(part.map((stream) => readStream(run, stream))))
      add(run, total, step);
}

/** What a slice did, until when the account rests, and when there are points for the first thing that lacked them. */
type Total = { requests: number; rows: number; restUntil?: number; pointsAt?: number };

type Lane = { taken: Set<string>; total: Total; end: number };

async function lane(run: Run, { taken, total, end }: Lane): Promise<void> {
  do {
    const step = await takeNext(run, taken);
    add(run, total, step);
    if (step.requests === 0) return;
  } while (total.restUntil === undefined && run.now().getTime() < end);
}

/** One request of what is most urgent and not in another lane's hands. */
async function takeNext(run: Run, taken: Set<string>): Promise<Step> {
  const refetched = await holding('refetch', taken, () => refetch(run));
  if (refetched && !isNothing(refetched)) return refetched;
  const due = await dueStreams(run.db, run.accountId, run.now(), lanes);
  for (const stream of due) {
    const name = `${stream.stage} ${stream.kind}`;
    const step = await holding(name, taken, () => readStream(run, stream));
    if (step) return step;
  }
  return { requests: 0, rows: 0 };
}

async function holding(
  name: string,
  taken: Set<string>,
  work: () => Promise<Step>,
): Promise<Step | null> {
  if (taken.has(name)) return null;
  taken.add(name);
  try {
    return await work();
  } finally {
    taken.delete(name);
  }
}

function isNothing({ requests, waitMs, pointsMs }: Step): boolean {
  return requests === 0 && waitMs === undefined && pointsMs === undefined;
}

function add({ now }: Run, total: Total, { requests, rows, waitMs, pointsMs }: Step): void {
  const at = now().getTime();
  total.requests += requests;
  total.rows += rows;
  if (waitMs !== undefined) total.restUntil = Math.max(total.restUntil ?? 0, at + waitMs);
  if (pointsMs !== undefined) total.pointsAt = Math.min(total.pointsAt ?? Infinity, at + pointsMs);
}

async function refetch(run: Run): Promise<Step> {
  try {
    return await runRefetches(run);
  } catch (error) {
    return trouble(run, null, error);
  }
}

async function readStream(run: Run, stream: Stream): Promise<Step> {
  try {
    if (stream.stage === 'count') return await count(run, stream);
    const isComing = stream.stage === 'newest' && stream.kind === 'visit';
    return isComing ? await readComing(run, stream) : await readPage(run, stream);
  } catch (error) {
    return trouble(run, stream, error);
  }
}

async function count(run: Run, stream: Stream): Promise<Step> {
  const { requests, points, drifted } = await findDrift(run, stream.kind);
  await run.db.execute(sql`
    update sync_streams set state = 'done', rows_read = ${drifted}, points_used = points_used + ${points}, failures = 0,
      last_error = null, finished_at = ${run.now().toISOString()}::timestamptz,
      next_due_at = ${run.now().toISOString()}::timestamptz + interval '1 day'
    where account_id = ${run.accountId} and entity = ${stream.kind} and stage = 'count'`);
  return { requests, rows: drifted };
}

async function isWatchedNow(db: Database, accountId: number, now: Date): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from sync_accounts where account_id = ${accountId} and watched_until > ${now.toISOString()}::timestamptz`);
  return rows.length > 0;
}

async function noteSlice({ db, accountId, asker, now }: Run, { requests }: Total): Promise<void> {
  if (requests === 0 || !asker.heard) return;
  await db.execute(sql`
    update sync_accounts set last_slice_at = ${now().toISOString()}::timestamptz, version_warning = ${asker.heard.versionWarning}
    where account_id = ${accountId}`);
}
