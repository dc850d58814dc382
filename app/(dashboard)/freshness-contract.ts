import type { AccountFreshness } from '@/lib/sync/progress-contract';

/** How old the accounts on screen are, at `now` (ISO 8601). */
export type FreshnessAnswer = { now: string; accounts: AccountFreshness[] };
