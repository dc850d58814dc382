import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';

/** Of the accounts on screen, those that the person manages; null when there is none. */
export async function manageable(scope: AccountScope): Promise<AccountScope | null> {
  const mine = scope.accounts.filter(({ role }) => may(role, 'manage'));
  if (mine.length === scope.accounts.length) return scope;
  const [only] = mine;
  return only ? requireAccounts(scope, only.slug) : null;
}
