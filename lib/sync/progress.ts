import 'server-only';
import { subMonths } from 'date-fns';
import { inArray, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { jobberBudgets, syncAccounts } from '@/db/schema/sync';
import type { AccountScope } from '../access/account-scope';
import { type Kind, kinds } from './entity';
import type { AccountProgress, EntityProgress, SyncEvent } from './progress-contract';
import { type StreamProgress, streamsOf } from './streams-of';
import { timeLeft } from './time-left';

const monthsOfRecent = 13;

/**
 * How far the reading of each account in scope is: rows, period, age, points and an estimate of the time left, with the
 * last events. Times are ISO 8601 by the database's clock. Costs Jobber nothing.
 * @public
 */
export function syncProgress(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<{ now: string; accounts: AccountProgress[] }> {
  return progressOf(scope.accounts, db);
}

/**
 * The same for one account, for the operator's terminal, where nobody is signed in.
 * @public
 */
export async function accountProgress(
  account: { id: number; slug: string; name: string },
  db: Database,
): Promise<AccountProgress> {
  const { accounts } = await progressOf([account], db);
  const [progress] = accounts;
  if (!progress) throw new Error('no progress of an account that exists');
  return progress;
}

async function progressOf(
  asked: readonly { id: number; slug: string; name: string }[],
  db: Database,
): Promise<{ now: string; accounts: AccountProgress[] }> {
  const ids = asked.map(({ id }) => id);
  const [accounts, read, budgets, rows, events, clock] = await Promise.all([
    db.select().from(syncAccounts).where(inArray(syncAccounts.accountId, ids)),
    streamsOf(asked, db),
    db.select().from(jobberBudgets).where(inArray(jobberBudgets.accountId, ids)),
    rowCounts(ids, db),
    syncEvents(ids, db),
    db.execute<{ now: string }>(sql`select ${iso(sql`app_now()`)} as now`),
  ]);
  const now = clock.rows[0]?.now ?? new Date().toISOString();
  return {
    now,
    accounts: asked.map(({ id, slug, name }) => {
      const account = accounts.find((row) => row.accountId === id);
      const own = read.find((row) => row.accountId === id)?.streams ?? [];
      const budget = budgets.find((row) => row.accountId === id);
      const rowsOf = (kind: Kind) =>
        rows.find((row) => row.accountId === id && row.kind === kind)?.n ?? 0;
      const isFirstRead = account?.firstReadDoneAt == null;
      const breakUntil = later(budget?.openUntil, now);
      return {
        slug,
        name,
        isFirstRead,
        firstReadDoneAt: account?.firstReadDoneAt?.toISOString() ?? null,
        lastSliceAt: account?.lastSliceAt?.toISOString() ?? null,
        entities: kinds.map((kind) => entityProgress(kind, own, rowsOf(kind))),
        pointsUsed: own.reduce((sum, stream) => sum + stream.pointsUsed, 0),
        timeLeft: isFirstRead ? timeLeft(own, budget, new Date(now)) : null,
        waiting: breakUntil
          ? { until: breakUntil, because: lastErrorOf(own)?.lastError ?? null }
          : null,
        versionWarning: account?.versionWarning ?? null,
        events: events.filter((event) => event.accountId === id),
      };
    }),
  };
}

const firstReadStages = ['recent', 'history', 'details'];
const freshStages = ['newest', 'recent', 'probe', 'today', 'window', 'sweep'];

/** One kind of record out of its streams. */
export function entityProgress(
  kind: Kind,
  all: readonly StreamProgress[],
  rows: number,
): EntityProgress {
  const streams = all.filter((stream) => stream.entity === kind);
  const stage = (name: string) => streams.find((stream) => stream.stage === name);
  const first = streams.filter((stream) => firstReadStages.includes(stream.stage));
  const recent = stage('recent');
  const history = stage('history');
  const finished = streams
    .filter((stream) => freshStages.includes(stream.stage))
    .map((stream) => stream.finishedAt?.getTime() ?? 0);
  const readAt = Math.max(0, ...finished);
  const failing = lastErrorOf(streams);
  return {
    kind,
    state: stateOf(streams, first, readAt > 0),
    rows,
    expected: expectedOf(recent, history),
    expectedRecent: recent?.rowsExpected ?? null,
    ...coverage(recent, history, readAt > 0 || rows > 0),
    hasDetails: stage('details') === undefined || stage('details')?.finishedAt !== null,
    readAt: readAt > 0 ? new Date(readAt).toISOString() : null,
    points: streams.reduce((sum, stream) => sum + stream.pointsUsed, 0),
    lastError:
      failing?.lastError && failing.lastErrorAt
        ? { message: failing.lastError, at: failing.lastErrorAt.toISOString() }
        : null,
  };
}

function lastErrorOf(streams: readonly StreamProgress[]): StreamProgress | undefined {
  return streams
    .filter((stream) => stream.lastError !== null && stream.state !== 'not_permitted')
    .toSorted(
      (one, other) => (other.lastErrorAt?.getTime() ?? 0) - (one.lastErrorAt?.getTime() ?? 0),
    )
    .at(0);
}

function stateOf(
  streams: readonly StreamProgress[],
  first: readonly StreamProgress[],
  hasRead: boolean,
): EntityProgress['state'] {
  if (streams.some(({ state }) => state === 'not_permitted')) return 'not_permitted';
  if (streams.some(({ state }) => state === 'failed')) return 'failed';
  if (first.length > 0 && first.every(({ finishedAt }) => finishedAt !== null)) return 'done';
  if (hasRead || streams.some(({ state }) => state === 'reading')) return 'reading';
  return 'waiting';
}

function expectedOf(
  recent: StreamProgress | undefined,
  history: StreamProgress | undefined,
): number | null {
  if (recent?.rowsExpected == null) return null;
  if (history === undefined) return recent.rowsExpected;
  return history.rowsExpected === null ? null : recent.rowsExpected + history.rowsExpected;
}

function coverage(
  recent: StreamProgress | undefined,
  history: StreamProgress | undefined,
  hasRead: boolean,
): Pick<EntityProgress, 'covered' | 'coveredFrom'> {
  const isAll = recent?.finishedAt && (history === undefined || history.finishedAt !== null);
  if (isAll) return { covered: 'all', coveredFrom: null };
  if (recent?.finishedAt) {
    const from =
      recent.coveredFrom ?? subMonths(recent.passStartedAt ?? recent.finishedAt, monthsOfRecent);
    return { covered: 'recent', coveredFrom: from.toISOString() };
  }
  return { covered: hasRead ? 'newest' : 'nothing', coveredFrom: null };
}

/** The daily sums count most kinds; the four small ones without days are counted themselves. */
async function rowCounts(ids: number[], db: Database) {
  const within = sql`account_id = any(${sql.param(ids)}::int[])`;
  const { rows } = await db.execute<{ accountId: number; kind: string; n: number }>(sql`
    select account_id as "accountId", kind, n::int from (
      select account_id, kind, sum(n) n from rollups where ${within} group by 1, 2
      union all select account_id, 'user', count(*) from users where ${within} group by 1
      union all select account_id, 'product', count(*) from products where ${within} group by 1
      union all select account_id, 'property', count(*) from properties where ${within} group by 1
      union all select account_id, 'time_sheet', count(*) from time_sheets where ${within} group by 1
    ) counted`);
  return rows;
}

async function syncEvents(
  ids: number[],
  db: Database,
): Promise<(SyncEvent & { accountId: number })[]> {
  const { rows } = await db.execute<SyncEvent & { accountId: number }>(sql`
    select e.account_id as "accountId", e.id::float8 as id, ${iso(sql`e.at`)} as at,
      e.entity, e.stage, e.kind, e.message, e.rows, e.points
    from unnest(${sql.param(ids)}::int[]) a(id)
    cross join lateral (
      select * from sync_events where account_id = a.id order by at desc, id desc limit 40) e
    order by e.at desc, e.id desc`);
  return rows;
}

function later(moment: Date | null | undefined, now: string): string | null {
  return moment && moment.getTime() > Date.parse(now) ? moment.toISOString() : null;
}

function iso(instant: ReturnType<typeof sql>) {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
