import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { requireRight } from '@/lib/access/rights';

/** What the explorer may spend of an account in any minute: a third of what Jobber restores meanwhile. */
export const sharePerMinute = 10_000;

/**
 * Points now: `left` of Jobber's bucket of `maximum`, refilled by `restorePerSecond`; `shareLeft` of the explorer's own
 * share of this minute.
 * @public
 */
export type BudgetLeft = {
  left: number;
  maximum: number;
  restorePerSecond: number;
  shareLeft: number;
};

/**
 * The points of one account as this server last heard of them, restored until now; a full bucket before the first answer.
 */
export async function budgetLeft(accountId: number, db: Database = appDb()): Promise<BudgetLeft> {
  const { rows } = await db.execute<Omit<BudgetLeft, 'shareLeft'> & { spent: number }>(sql`
    select b.maximum, b.restore_per_second::float8 as "restorePerSecond",
      greatest(0, floor(least(b.maximum, b.available
        + b.restore_per_second * greatest(0, extract(epoch from app_now() - b.as_of)))
        - (select coalesce(sum(points), 0) from budget_holds h
          where h.account_id = b.account_id and h.expires_at > app_now())))::int as left,
      ${spentSql(accountId)} as spent
    from (select ${accountId}::int as id) asked
    join lateral (
      select account_id, maximum, restore_per_second, available, as_of from jobber_budgets where account_id = asked.id
      union all select asked.id, 10000, 500, 10000, app_now()
      limit 1
    ) b on true`);
  const [row] = rows;
  if (!row) throw new Error('the budget could not be read');
  const { spent, ...budget } = row;
  return { ...budget, shareLeft: Math.max(0, sharePerMinute - spent) };
}

/**
 * What is left of the points of an account; only for its owners.
 * @public
 */
export async function budgetNow(
  scope: AccountScope,
  accountId: number,
  db: Database = appDb(),
): Promise<BudgetLeft> {
  requireRight(scope, 'ask');
  scope.roleIn(accountId);
  return budgetLeft(accountId, db);
}

/** Points that the explorer spent, or may have spent, within the last minute. */
export function spentSql(accountId: number) {
  return sql`(select coalesce(sum(coalesce(actual_cost, estimated_cost)), 0)::int from explorer_runs
    where account_id = ${accountId} and at > app_now() - interval '1 minute')`;
}
