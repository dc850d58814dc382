import { personName } from '@/lib/access/person-name';
import { findSession } from '@/lib/session';
import { PersonMenu } from './person-menu';

/** The menu of whoever is signed in; nothing while nobody is. */
export async function Person() {
  const session = await findSession().catch(() => null);
  const name = session && (await personName(session.personId).catch(() => 'Signed in'));
  return name ? <PersonMenu name={name} /> : null;
}
