import { findSession } from '@/lib/session';
import { PersonMenu } from './person-menu';

/** The menu of whoever is signed in; nothing while nobody is. */
export async function Person() {
  const session = await findSession().catch(() => null);
  return session ? <PersonMenu name={session.personName || 'Signed in'} /> : null;
}
