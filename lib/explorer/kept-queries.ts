import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { explorerQueries } from '@/db/schema/explorer';
import type { AccountScope } from '@/lib/access/account-scope';
import { requireRight } from '@/lib/access/rights';
import { AppError } from '@/lib/errors';

/**
 * A query under a name; all owners of the account see it.
 * @public
 */
export type KeptQuery = { id: string; name: string; text: string; variables: string };

const most = 200;

/**
 * The kept queries of an account by name.
 * @public
 */
export async function keptQueries(
  scope: AccountScope,
  accountId: number,
  db: Database = appDb(),
): Promise<KeptQuery[]> {
  requireRight(scope, 'ask');
  scope.roleIn(accountId);
  return db
    .select({
      id: explorerQueries.id,
      name: explorerQueries.name,
      text: explorerQueries.text,
      variables: explorerQueries.variables,
    })
    .from(explorerQueries)
    .where(eq(explorerQueries.accountId, accountId))
    .orderBy(asc(explorerQueries.name));
}

/**
 * Keeps a query; one of the same name is replaced. Throws `bad_input` when the account keeps 200 already.
 * @public
 */
export async function keepQuery(
  scope: AccountScope,
  accountId: number,
  query: Omit<KeptQuery, 'id'>,
  db: Database = appDb(),
): Promise<void> {
  const known = await keptQueries(scope, accountId, db);
  if (known.length >= most && !known.some(({ name }) => name === query.name)) {
    throw new AppError('bad_input', `An account keeps at most ${most} queries. Remove one first.`);
  }
  const values = { ...query, accountId, keptBy: scope.personId };
  await db
    .insert(explorerQueries)
    .values(values)
    .onConflictDoUpdate({
      target: [explorerQueries.accountId, explorerQueries.name],
      set: { ...query, keptBy: scope.personId, updatedAt: sql`app_now()` },
    });
}

/**
 * Forgets a kept query; one that is gone already is fine.
 * @public
 */
export async function dropQuery(
  scope: AccountScope,
  accountId: number,
  id: string,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'ask');
  scope.roleIn(accountId);
  await db
    .delete(explorerQueries)
    .where(and(eq(explorerQueries.accountId, accountId), eq(explorerQueries.id, id)));
}
