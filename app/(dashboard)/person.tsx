import { cache } from 'react';
import { personName } from '@/lib/access/person-name';
import { findSession } from '@/lib/session';
import { PersonMenu } from './person-menu';

/** The menu of whoever is signed in; nothing while nobody is. */
export async function Person() {
  const session = await findSession().catch(() => null);
  const name = session && (await nameOf(session.personId).catch(() => 'Signed in'));
  return name ? <PersonMenu name={name} /> : null;
}

// A header stands in the page and in what is shown until it comes.
const nameOf = cache((personId: string) => personName(personId));
