'use client';

import { PersonMenu } from './person-menu';
import { useFrameFacts } from './use-frame-facts';

/** The menu of whoever is signed in; nothing while nobody is. */
export function Person() {
  const { personName } = useFrameFacts();
  return personName === null ? null : <PersonMenu name={personName} />;
}
