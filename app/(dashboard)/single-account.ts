import type { AccountScope, MemberAccount } from '@/lib/access/account-scope';
import { AppError } from '@/lib/errors';

/** Jobber is asked for one account at a time: the one in the URL, else the first by name. */
export function singleAccount(scope: AccountScope): MemberAccount {
  const [account] = scope.accounts;
  if (!account) throw new AppError('not_found', 'There is no such account here.');
  return account;
}
