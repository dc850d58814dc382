import { memberAccounts } from '@/lib/access/account-scope';
import { findSession } from '@/lib/session';
import { FindButton } from './find-button';

/** The way to anything, for whoever is signed in; it works on without names of accounts. */
export async function Finder() {
  const session = await findSession().catch(() => null);
  const accounts = session ? await memberAccounts(session.personId).catch(() => []) : [];
  return <FindButton accounts={accounts.map(({ id, slug, name }) => ({ id, slug, name }))} />;
}
