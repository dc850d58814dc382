import { requireScope } from '@/lib/session';
import { freshness } from '@/lib/sync/freshness';
import { FreshnessButton } from './freshness-button';

/** How old what is on screen is, with the reasons behind it. */
export async function FreshnessMark({ asked }: { asked: string | undefined }) {
  const { scope } = await requireScope(asked);
  const accounts = await freshness(scope).catch(() => null);
  if (!accounts) return null;
  return <FreshnessButton asked={asked} first={{ now: new Date().toISOString(), accounts }} />;
}
