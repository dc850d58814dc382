import type { AccountScope } from '@/lib/access/account-scope';
import { requireScope } from '@/lib/session';
import { freshness } from '@/lib/sync/freshness';
import { FreshnessButton } from './freshness-button';
import type { FreshnessAnswer } from './freshness-contract';

/** How old what is on screen is, with the reasons behind it. */
export async function FreshnessMark({ asked }: { asked: string | undefined }) {
  const { scope } = await requireScope(asked);
  const first = await freshnessNow(scope);
  return first ? <FreshnessButton asked={asked} first={first} /> : null;
}

/** What the mark shows; null when it cannot be read, which is no reason to show nothing else. */
export async function freshnessNow(scope: AccountScope): Promise<FreshnessAnswer | null> {
  const accounts = await freshness(scope).catch(() => null);
  return accounts && { now: new Date().toISOString(), accounts };
}
