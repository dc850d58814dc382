import { jobberFor } from '../connection';
import { type ScopeState, scopesSeen } from '../connection/scopes';
import { isAppError } from '../errors';
import { findServingConnection } from '../vault/serving-connection';
import { type CliAccount, everyAccount } from './account';

/** An account whose connection may not read everything, or could not be asked. */
export type ScopeGap = { name: string; text: string; isFailure: boolean };

/** The connected accounts that lack a permission, each with what that hides and what to do. */
export async function scopeGaps(): Promise<ScopeGap[]> {
  const gaps: ScopeGap[] = [];
  for (const account of await everyAccount()) {
    // An account without a live connection is another line's business.
    if (!(await findServingConnection(account))) continue;
    const gap = await gapOf(account);
    if (gap) gaps.push({ name: account.name, ...gap });
  }
  return gaps;
}

async function gapOf({ id }: CliAccount): Promise<Omit<ScopeGap, 'name'> | null> {
  try {
    const missing = (await scopesSeen(jobberFor(id))).filter(({ isSeen }) => !isSeen);
    return missing.length === 0 ? null : { text: gapWords(missing), isFailure: false };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { text: `permissions cannot be looked up: ${error.safeMessage}`, isFailure: true };
  }
}

function gapWords(missing: readonly ScopeState[]): string {
  const each = missing.map(({ label, hides }) => `“${label}” is missing, which hides ${hides}`);
  return `${each.join('; ')}. To see them, tick these scopes in Jobber's Developer Center, then press Reconnect on the Connection page.`;
}
