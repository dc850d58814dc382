import type { jobberBudgets, syncStreams } from '@/db/schema/sync';
import { listDocument, rowPoints } from './documents';
import { entities } from './entities';
import { kinds } from './entity';
import type { TimeLeft } from './progress-contract';

type Stream = Pick<
  typeof syncStreams.$inferSelect,
  'entity' | 'stage' | 'state' | 'rowsRead' | 'rowsExpected' | 'pointsUsed' | 'finishedAt'
>;
type Budget = Pick<
  typeof jobberBudgets.$inferSelect,
  'available' | 'asOf' | 'maximum' | 'restorePerSecond'
>;

const stages = ['recent', 'history', 'details'];
/** What a row of details costs until it has shown: its nested lists are mostly short, which no document tells. */
const detailPoints = 25;
/** Points that background reading leaves to people; see budget.ts. */
const reserve = 3_000;

/**
 * How long the rest of the first read takes at the pace that Jobber restores points, nothing else being the limit:
 * rows still expected × what a row of that stream has cost so far. Null when nothing is left or nothing is known.
 */
export function timeLeft(
  streams: readonly Stream[],
  budget: Budget | undefined,
  now: Date,
): TimeLeft | null {
  const open = streams.filter(
    ({ stage, state, finishedAt }) =>
      stages.includes(stage) && finishedAt === null && state !== 'not_permitted',
  );
  if (open.length === 0) return null;
  const needs = open.map((stream) => pointsLeft(stream, streams));
  const known = needs.filter((points) => points !== null);
  if (known.length === 0) return null;
  const points = Math.round(known.reduce((sum, need) => sum + need, 0));
  const rate = budget?.restorePerSecond ?? 500;
  const saved = budget ? Math.max(0, availableNow(budget, now) - reserve) : 0;
  return {
    points,
    seconds: Math.ceil(Math.max(0, points - saved) / rate),
    isAtLeast: known.length < needs.length,
  };
}

function pointsLeft(stream: Stream, all: readonly Stream[]): number | null {
  const expected = stream.rowsExpected ?? leanRows(stream, all);
  if (expected === null) return null;
  const perRow =
    stream.rowsRead >= 50 ? stream.pointsUsed / stream.rowsRead : countedPoints(stream);
  return Math.max(0, expected - stream.rowsRead) * perRow;
}

/** Until a stream has shown what its rows cost: the counted cost of its list. */
function countedPoints({ entity, stage }: Stream): number {
  const kind = kinds.find((one) => one === entity);
  if (stage === 'details' || !kind) return detailPoints;
  return rowPoints(listDocument(entities[kind], 'lean', false));
}

/** Details cover the same records as the two lean stages, so those tell their number before they begin. */
function leanRows({ entity, stage }: Stream, all: readonly Stream[]): number | null {
  if (stage !== 'details') return null;
  const lean = all.filter(
    (other) => other.entity === entity && (other.stage === 'recent' || other.stage === 'history'),
  );
  let sum = 0;
  for (const { rowsExpected } of lean) {
    if (rowsExpected === null) return null;
    sum += rowsExpected;
  }
  return lean.length > 0 ? sum : null;
}

function availableNow({ available, asOf, maximum, restorePerSecond }: Budget, now: Date): number {
  const seconds = Math.max(0, (now.getTime() - asOf.getTime()) / 1000);
  return Math.min(maximum, available + seconds * restorePerSecond);
}
