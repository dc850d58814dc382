import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Asker, ask, pageOf, patient } from './ask';
import { countDocument, listDocument } from './documents';
import { entities } from './entities';
import type { Kind } from './entity';
import { askAgain } from './refetch';
import type { Run } from './run';

type Window = { after: number; before: number };

const windowsPerRequest = 60;
/** One lost and one left over in the same window cancel out: windows of large accounts stay small. */
const [fewestWindows, mostWindows, windowRows] = [60, 200, 500];
const split = 8;
/** A window with at most this many records is compared id by id. */
const listable = 40;
const start = Date.UTC(2000, 0, 1);

/**
 * Compares how many records Jobber counts per window of `createdAt` with ours, splits the windows that differ, and
 * lists ids only of small ones; what is missing or too many is read again by id. A comparison costs a few points
 * however many records there are. Returns how many ids differed.
 */
export async function findDrift(
  run: Run,
  kind: Kind,
): Promise<{ requests: number; points: number; drifted: number }> {
  const total = { requests: 0, points: 0, drifted: 0 };
  let windows = await evenWindows(run, kind);
  while (windows.length > 0) {
    const next: Window[] = [];
    for (let at = 0; at < windows.length; at += windowsPerRequest) {
      const batch = windows.slice(at, at + windowsPerRequest);
      const asker = total.requests === 0 ? run.asker : patient(run.asker);
      const counts = await jobberCounts(asker, kind, batch);
      total.requests += 1;
      total.points += counts.points;
      const ours = await ourCounts(run, kind, batch);
      for (const [index, window] of batch.entries()) {
        const theirs = counts.numbers[index] ?? 0;
        if (theirs === (ours[index] ?? 0)) continue;
        const isSmall = Math.max(theirs, ours[index] ?? 0) <= listable;
        if (!isSmall && window.before - window.after > 1) next.push(...parts(window));
        else await compareIds(run, kind, window, total);
      }
    }
    windows = next;
  }
  return total;
}

/** Windows with about as many of our records in each, so that growth over the years does not matter. */
async function evenWindows({ db, accountId, now }: Run, kind: Kind): Promise<Window[]> {
  const { table } = entities[kind];
  const { rows } = await db.execute<{ at: string }>(sql`
    select extract(epoch from min(created_at)) * 1000 as at from (
      select created_at, ntile(n) over (order by created_at) as part
      from ${table}, (
        select least(${mostWindows}, greatest(${fewestWindows}, count(*) / ${windowRows}))::int as n
        from ${table} where account_id = ${accountId}) w
      where account_id = ${accountId} and created_at is not null) t
    group by part order by part`);
  const edges = [
    start,
    ...rows.slice(1).map(({ at }) => Math.floor(Number(at))),
    now().getTime() + 86_400_000,
  ];
  const distinct = [...new Set(edges)].toSorted((one, other) => one - other);
  return distinct.slice(1).map((before, index) => ({ after: distinct[index] ?? start, before }));
}

function parts({ after, before }: Window): Window[] {
  const step = Math.max(1, Math.ceil((before - after) / split));
  const result: Window[] = [];
  for (let at = after; at < before; at += step)
    result.push({ after: at, before: Math.min(before, at + step) });
  return result;
}

// Jobber's ranges include both ends: one millisecond less keeps neighbours apart.
function filterOf({ after, before }: Window): Record<string, unknown> {
  return {
    createdAt: { after: new Date(after).toISOString(), before: new Date(before - 1).toISOString() },
  };
}

async function jobberCounts(
  asker: Asker,
  kind: Kind,
  windows: readonly Window[],
): Promise<{ numbers: number[]; points: number }> {
  const variables = Object.fromEntries(windows.map((window, n) => [`f${n}`, filterOf(window)]));
  const document = countDocument(entities[kind], windows.length);
  const { data, points } = await ask(asker, document, variables, 'sweep');
  const count = z.object({ totalCount: z.number() });
  return { numbers: windows.map((_, n) => count.parse(data[`w${n}`]).totalCount), points };
}

async function ourCounts(
  { db, accountId }: Run,
  kind: Kind,
  windows: readonly Window[],
): Promise<number[]> {
  const column = (pick: (window: Window) => number) =>
    sql.param(windows.map((window) => new Date(pick(window)).toISOString()));
  const { rows } = await db.execute<{ n: number }>(sql`
    select (select count(*)::int from ${entities[kind].table} t
      where t.account_id = ${accountId} and t.created_at >= w.after and t.created_at < w.before) as n
    from unnest(${column(({ after }) => after)}::timestamptz[], ${column(({ before }) => before)}::timestamptz[])
      with ordinality as w(after, before, position) order by position`);
  return rows.map(({ n }) => Number(n));
}

async function compareIds(
  run: Run,
  kind: Kind,
  window: Window,
  total: { requests: number; points: number; drifted: number },
): Promise<void> {
  const entity = entities[kind];
  const theirs: string[] = [];
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = { first: 100, after, filter: filterOf(window) };
    const asked: Awaited<ReturnType<typeof ask>> = await ask(
      patient(run.asker),
      listDocument(entity, 'ids', false),
      variables,
      'sweep',
    );
    total.requests += 1;
    total.points += asked.points;
    const page = pageOf(asked.data[entity.many]);
    theirs.push(...(page?.nodes ?? []).map((node) => z.object({ id: z.string() }).parse(node).id));
    after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after);
  const { rows } = await run.db.execute<{ id: string }>(sql`
    select id from ${entity.table} where account_id = ${run.accountId}
      and created_at >= ${new Date(window.after).toISOString()}::timestamptz
      and created_at < ${new Date(window.before).toISOString()}::timestamptz`);
  const ours = rows.map(({ id }) => id);
  const [here, there] = [new Set(ours), new Set(theirs)];
  const drifted = [...theirs.filter((id) => !here.has(id)), ...ours.filter((id) => !there.has(id))];
  total.drifted += drifted.length;
  await askAgain(run.db, run.accountId, kind, drifted, run.now());
}
