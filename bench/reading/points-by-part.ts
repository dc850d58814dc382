import type { TestDatabase } from '@/db/test-db';
import { sweepEverything } from '@/lib/sync/watch';
import type { SandboxAccount } from '../sandbox-account';

/**
 * What staying fresh spends points on: looking for changes, reading what changed, visits around today, and comparing
 * everything now and then.
 * @public
 */
export const parts = ['probe', 'refetch', 'visits', 'sweeps'] as const;

/** @public */
export type Points = Record<(typeof parts)[number], number>;

const partOf: Record<string, keyof Points> = {
  probe: 'probe',
  refetch: 'refetch',
  today: 'visits',
  window: 'visits',
  sweep: 'sweeps',
  recheck: 'sweeps',
  count: 'sweeps',
};

/**
 * The points that each part has taken so far of all accounts of the database.
 * @public
 */
export async function pointsByPart({ pool }: TestDatabase): Promise<Points> {
  const { rows } = await pool.query<{ stage: string; points: number }>(
    'select stage, sum(points_used)::int as points from sync_streams group by stage',
  );
  const points: Points = { probe: 0, refetch: 0, visits: 0, sweeps: 0 };
  for (const { stage, points: used } of rows) {
    const part = partOf[stage];
    if (part) points[part] += used;
  }
  return points;
}

/**
 * Points a second that comparing everything takes in the long run: each sweep is made once and shared out over the time
 * until its next.
 * @public
 */
export async function sweepRate(
  { db, pool }: TestDatabase,
  account: SandboxAccount,
): Promise<number> {
  const read = async () => {
    const { rows } = await pool.query<{ name: string; points: number; seconds: number }>(
      `select entity || ' ' || stage as name, points_used as points,
         extract(epoch from next_due_at - finished_at)::float8 as seconds
       from sync_streams where stage in ('sweep', 'recheck', 'count')`,
    );
    return new Map(rows.map(({ name, ...rest }) => [name, rest]));
  };
  const before = await read();
  await sweepEverything(db, account.accountId);
  await account.settle();
  const after = await read();
  return [...after].reduce(
    (sum, [name, { points, seconds }]) =>
      sum + (points - (before.get(name)?.points ?? 0)) / seconds,
    0,
  );
}
