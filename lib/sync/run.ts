import type { Database } from '@/db/open';
import type { Asker } from './ask';

/** What one account's reading needs at hand. */
export type Run = {
  db: Database;
  accountId: number;
  now: () => Date;
  asker: Asker;
  /** Somebody looks at the account now. */
  isWatched: boolean;
};

/**
 * What one step of a slice did; with `waitMs` the account must rest that long, with `pointsMs` what was to be asked must
 * wait that long for its points.
 */
export type Step = { requests: number; rows: number; waitMs?: number; pointsMs?: number };
