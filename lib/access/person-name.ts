import 'server-only';
import { eq } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { people } from '@/db/schema/accounts';
import { AppError } from '@/lib/errors';

/**
 * The name of a signed-in person, as Jobber gave it at the first sign-in. Throws `not_found`.
 * @public
 */
export async function personName(personId: string, db: Database = appDb()): Promise<string> {
  const [person] = await db
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, personId));
  if (!person) throw new AppError('not_found', 'This person is no longer here.');
  return person.name;
}
