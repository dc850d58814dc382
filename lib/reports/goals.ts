import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { goals } from '@/db/schema/goals';
import type { AccountScope } from '@/lib/access/account-scope';
import { audit } from '@/lib/access/audit';
import { AppError } from '@/lib/errors';
import type { Day } from './period';

/**
 * What an account wants to invoice per month, quarter or year from a day on, before tax.
 * @public
 */
export type Goal = {
  accountId: number;
  span: 'month' | 'quarter' | 'year';
  fromDay: Day;
  amountCents: number;
};

/**
 * The goals of the accounts in scope, by account, span and day.
 * @public
 */
export function goalsOf(scope: AccountScope, db: Database = appDb()): Promise<Goal[]> {
  return db
    .select()
    .from(goals)
    .where(inArray(goals.accountId, [...scope.accountIds]))
    .orderBy(asc(goals.accountId), asc(goals.span), asc(goals.fromDay));
}

/**
 * Sets a goal from a day on; the days before keep theirs. An amount of 0 means no goal. `forbidden` for viewers.
 * @public
 */
export async function setGoal(
  scope: AccountScope,
  goal: Goal,
  db: Database = appDb(),
): Promise<void> {
  requireKeeper(scope, goal.accountId);
  const { amountCents } = goal;
  if (!Number.isSafeInteger(amountCents) || amountCents < 0) {
    throw new AppError('bad_input', 'A goal is an amount of money, not a negative one.');
  }
  await db.transaction(async (tx) => {
    await tx
      .insert(goals)
      .values(goal)
      .onConflictDoUpdate({
        target: [goals.accountId, goals.span, goals.fromDay],
        set: { amountCents },
      });
    await noted(scope, goal.accountId, tx);
  });
}

/**
 * Takes a goal away; the one before it is in force again. `forbidden` for viewers.
 * @public
 */
export async function removeGoal(
  scope: AccountScope,
  { accountId, span, fromDay }: Omit<Goal, 'amountCents'>,
  db: Database = appDb(),
): Promise<void> {
  requireKeeper(scope, accountId);
  await db.transaction(async (tx) => {
    await tx
      .delete(goals)
      .where(and(eq(goals.accountId, accountId), eq(goals.span, span), eq(goals.fromDay, fromDay)));
    await noted(scope, accountId, tx);
  });
}

function requireKeeper(scope: AccountScope, accountId: number): void {
  if (scope.roleIn(accountId) === 'viewer') {
    throw new AppError('forbidden', 'Viewers cannot change goals. Ask an owner of this account.');
  }
}

function noted(scope: AccountScope, accountId: number, db: Database): Promise<void> {
  const { personId } = scope;
  return audit({ what: 'settings_changed', personId, accountId, about: 'goals' }, db);
}
