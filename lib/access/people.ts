import 'server-only';
import { eq } from 'drizzle-orm';
import { cache } from 'react';
import { db } from '@/db/client';
import { people } from '@/db/schema/accounts';

/**
 * The name of the signed-in person for the menu, once per request; empty when the person is gone.
 * @public
 */
export const personName = cache(async (personId: string): Promise<string> => {
  const [person] = await db()
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, personId));
  return person?.name ?? '';
});
