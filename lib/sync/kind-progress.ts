import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '../access/account-scope';
import { entityProgress } from './progress';
import type { EntityProgress } from './progress-contract';
import { streamsOf } from './streams-of';

/** The kinds that have lists; the daily sums count each of them. */
type ListedKind = 'client' | 'job' | 'quote' | 'invoice' | 'request' | 'visit';

/**
 * How far the reading of one kind of record is in each account of the scope. Rows are counted only while reading goes
 * on; once everything is here they are 0. Costs Jobber nothing.
 * @public
 */
export async function kindProgress(
  scope: AccountScope,
  kind: ListedKind,
  db: Database = appDb(),
): Promise<EntityProgress[]> {
  const accounts = await streamsOf(scope.accounts, db);
  const progress = (rowsOf: (accountId: number) => number) =>
    accounts.map(({ accountId, streams }) => entityProgress(kind, streams, rowsOf(accountId)));
  const uncounted = progress(() => 0);
  if (uncounted.every(({ covered }) => covered === 'all')) return uncounted;
  const { rows } = await db.execute<{ accountId: number; n: number }>(sql`
    select account_id as "accountId", sum(n)::int as n from rollups
    where account_id = any(${sql.param([...scope.accountIds])}::int[]) and kind = ${kind} group by 1`);
  return progress((id) => rows.find(({ accountId }) => accountId === id)?.n ?? 0);
}
