import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { explorerRuns } from '@/db/schema/explorer';
import type { AccountScope } from '@/lib/access/account-scope';
import { AppError } from '@/lib/errors';
import { sharePerMinute, spentSql } from './budget-left';

/**
 * A query that was sent before; `at` is ISO 8601, `cost` what Jobber charged, null when no answer came.
 * @public
 */
export type PastRun = {
  id: number;
  at: string;
  text: string;
  variables: string;
  cost: number | null;
};

const kept = 50;

/**
 * Takes the points of a query from the explorer's share of this minute and remembers it. Throws `rate_limited`, naming
 * the wait, when the share is used up.
 */
export async function beginRun(
  run: { accountId: number; personId: string; text: string; variables: string; cost: number },
  db: Database,
): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(4920, ${run.accountId})`);
    const { rows } = await tx.execute<{ spent: number; seconds: number }>(sql`
      select ${spentSql(run.accountId)} as spent, coalesce((select ceil(extract(epoch from min(at)
        + interval '1 minute' - app_now()))::int from explorer_runs
        where account_id = ${run.accountId} and at > app_now() - interval '1 minute'), 60) as seconds`);
    const { spent = 0, seconds = 60 } = rows[0] ?? {};
    const left = Math.max(0, sharePerMinute - spent);
    if (run.cost > left) {
      throw new AppError(
        'rate_limited',
        `The explorer may spend ${points(sharePerMinute)} a minute, so that the dashboard keeps the rest. ${points(left)} ${left === 1 ? 'is' : 'are'} left and this query needs ${points(run.cost)}. Try again in ${seconds} seconds.`,
        { retryAfterMs: seconds * 1000 },
      );
    }
    const [row] = await tx
      .insert(explorerRuns)
      .values({ ...run, estimatedCost: run.cost })
      .returning({ id: explorerRuns.id });
    await forgetOldRuns(run, tx);
    return row?.id ?? 0;
  });
}

/** Writes what a query cost in the end; 0 when it was never sent. */
export async function endRun(id: number, actualCost: number, db: Database): Promise<void> {
  await db.update(explorerRuns).set({ actualCost }).where(eq(explorerRuns.id, id));
}

/**
 * What the person sent for an account, latest first.
 * @public
 */
export async function pastRuns(
  scope: AccountScope,
  accountId: number,
  db: Database = appDb(),
): Promise<PastRun[]> {
  scope.roleIn(accountId);
  const rows = await db
    .select()
    .from(explorerRuns)
    .where(and(eq(explorerRuns.personId, scope.personId), eq(explorerRuns.accountId, accountId)))
    .orderBy(desc(explorerRuns.id))
    .limit(kept);
  return rows.map(({ id, at, text, variables, actualCost }) => ({
    id,
    at: at.toISOString(),
    text,
    variables,
    cost: actualCost,
  }));
}

// Runs of the last minute stay whatever their number: the share is counted from them.
async function forgetOldRuns(
  { personId, accountId }: { personId: string; accountId: number },
  db: Database,
): Promise<void> {
  await db.execute(sql`
    delete from explorer_runs where person_id = ${personId} and account_id = ${accountId}
      and at < app_now() - interval '1 minute' and id not in (
        select id from explorer_runs where person_id = ${personId} and account_id = ${accountId}
        order by id desc limit ${kept})`);
}

export function points(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'point' : 'points'}`;
}
