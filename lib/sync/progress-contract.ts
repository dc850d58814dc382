import type { Kind } from './entity';

/**
 * One kind of record of one account. `rows` are here now. `expected` null: Jobber has not said yet; `expectedRecent` are
 * those of the last 13 months. `readAt`: when its changes were last looked for. `points` since the beginning.
 * @public
 */
export type EntityProgress = {
  kind: Kind;
  state: 'waiting' | 'reading' | 'done' | 'not_permitted' | 'failed';
  rows: number;
  expected: number | null;
  expectedRecent: number | null;
  covered: 'nothing' | 'newest' | 'recent' | 'all';
  coveredFrom: string | null;
  hasDetails: boolean;
  readAt: string | null;
  points: number;
  lastError: { message: string; at: string } | null;
};

/**
 * An entry of the history, newest first.
 * @public
 */
export type SyncEvent = {
  id: number;
  at: string;
  entity: string | null;
  stage: string | null;
  kind: 'finished' | 'error' | 'drift' | 'not_permitted' | 'warning';
  message: string;
  rows: number | null;
  points: number | null;
};

/**
 * What the first read still needs. `isAtLeast`: Jobber has not told the size of everything yet.
 * @public
 */
export type TimeLeft = { points: number; seconds: number; isAtLeast: boolean };

/** @public */
export type AccountProgress = {
  slug: string;
  name: string;
  isFirstRead: boolean;
  firstReadDoneAt: string | null;
  lastSliceAt: string | null;
  entities: EntityProgress[];
  pointsUsed: number;
  timeLeft: TimeLeft | null;
  /** Nothing is asked before then. */
  waiting: { until: string; because: string | null } | null;
  versionWarning: string | null;
  events: SyncEvent[];
};

/**
 * The age of what is on screen, for the mark in the header: of the kind that was looked at longest ago.
 * @public
 */
export type AccountFreshness = {
  slug: string;
  name: string;
  connection: 'connected' | 'checking' | 'reconnect';
  isFirstRead: boolean;
  /** How much of the first read is done, 0 to 100; null once it is, or before Jobber has said how much there is. */
  percent: number | null;
  readAt: string | null;
};
