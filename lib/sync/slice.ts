import 'server-only';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { JobberClient } from '@/lib/jobber/client';
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

/** Two requests under way hide the time of writing and of the wire; more bring nothing, the points are the limit. */
const lanes = 2;

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
  const total: Step = await readNewest(run);
  const end = now().getTime() + sliceMs;
  const taken = new Set<string>();
  if (total.requests === 0 && total.waitMs === undefined)
    await Promise.all(Array.from({ length: lanes }, () => lane(run, { taken, total, end })));
  await noteSlice(run, total);
  const { requests, rows } = total;
  if (total.waitMs !== undefined)
    return { requests, rows, state: 'waiting', nextAt: new Date(now().getTime() + total.waitMs) };
  const nextAt = await nextDue(db, accountId);
  return { requests, rows, state: nextAt !== null && nextAt <= now() ? 'busy' : 'idle', nextAt };
}

/** The first screens of an account: all of it at once, because a full bucket pays for it. */
async function readNewest(run: Run): Promise<Step> {
  const due = await dueStreams(run.db, run.accountId, run.now(), 16);
  const newest = due.filter(({ stage }) => stage === 'newest');
  const total: Step = { requests: 0, rows: 0 };
  for (const step of await Promise.all(newest.map((stream) => readStream(run, stream))))
    add(total, step);
  return total;
}

type Lane = { taken: Set<string>; total: Step; end: number };

async function lane(run: Run, { taken, total, end }: Lane): Promise<void> {
  do {
    const step = await takeNext(run, taken);
    add(total, step);
    if (step.requests === 0) return;
  } while (total.waitMs === undefined && run.now().getTime() < end);
}

/** One request of what is most urgent and not in another lane's hands. */
async function takeNext(run: Run, taken: Set<string>): Promise<Step> {
  const refetched = await holding('refetch', taken, () => refetch(run));
  if (refetched && (refetched.requests > 0 || refetched.waitMs !== undefined)) return refetched;
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

function add(total: Step, step: Step): void {
  total.requests += step.requests;
  total.rows += step.rows;
  if (step.waitMs !== undefined) total.waitMs = Math.max(total.waitMs ?? 0, step.waitMs);
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
    return stream.stage === 'count' ? await count(run, stream) : await readPage(run, stream);
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

async function noteSlice({ db, accountId, asker, now }: Run, { requests }: Step): Promise<void> {
  if (requests === 0 || !asker.heard) return;
  await db.execute(sql`
    update sync_accounts set last_slice_at = ${now().toISOString()}::timestamptz, version_warning = ${asker.heard.versionWarning}
    where account_id = ${accountId}`);
}
