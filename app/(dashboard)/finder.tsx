import { findSession } from '@/lib/session';
import { FindAnything } from './find-anything';

/** The way to anything, for whoever is signed in; it works on without names of accounts. */
export async function Finder() {
  const session = await findSession().catch(() => null);
  const accounts = session?.memberOf ?? [];
  return <FindAnything accounts={accounts.map(({ id, slug, name }) => ({ id, slug, name }))} />;
}
