import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { labourRates } from '@/db/schema/rates';
import { users } from '@/db/schema/read-model-team';
import type { AccountScope } from '@/lib/access/account-scope';
import { audit } from '@/lib/access/audit';
import { AppError } from '@/lib/errors';
import { holdAccount } from '@/lib/sync/hold-account';
import type { Day } from './period';

/**
 * What an hour of a person costs from a day on: the wage in cents and what comes on top of it, in per cent.
 * @public
 */
export type LabourRate = {
  accountId: number;
  userId: string;
  fromDay: Day;
  hourlyCents: number;
  burdenPercent: number;
};

/**
 * The rates of the accounts in scope with the names of their people, by name and day.
 * @public
 */
export function labourRatesOf(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<(LabourRate & { name: string | null })[]> {
  return db
    .select({
      accountId: labourRates.accountId,
      userId: labourRates.userId,
      name: users.name,
      fromDay: labourRates.fromDay,
      hourlyCents: labourRates.hourlyCents,
      burdenPercent: labourRates.burdenPercent,
    })
    .from(labourRates)
    .leftJoin(
      users,
      and(eq(users.accountId, labourRates.accountId), eq(users.id, labourRates.userId)),
    )
    .where(inArray(labourRates.accountId, [...scope.accountIds]))
    .orderBy(asc(users.name), asc(labourRates.fromDay));
}

/**
 * The people of the accounts in scope that a rate can be set for, by name.
 * @public
 */
export function ratedPeople(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<{ accountId: number; id: string; name: string }[]> {
  return db
    .select({ accountId: users.accountId, id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.accountId, [...scope.accountIds]))
    .orderBy(asc(users.name), asc(users.id));
}

/**
 * Sets what an hour of a person costs from a day on; the days before keep their rate. `forbidden` for viewers.
 * @public
 */
export async function setLabourRate(
  scope: AccountScope,
  rate: LabourRate,
  db: Database = appDb(),
): Promise<void> {
  requireKeeper(scope, rate.accountId);
  const { hourlyCents, burdenPercent } = rate;
  if (!Number.isSafeInteger(hourlyCents) || hourlyCents < 0 || !(burdenPercent >= 0)) {
    throw new AppError('bad_input', 'A rate and what comes on top of it cannot be negative.');
  }
  await db.transaction(async (tx) => {
    // Hours that are being written at the same moment are counted at this rate too.
    await holdAccount(tx, rate.accountId);
    await tx
      .insert(labourRates)
      .values(rate)
      .onConflictDoUpdate({
        target: [labourRates.accountId, labourRates.userId, labourRates.fromDay],
        set: { hourlyCents, burdenPercent },
      });
    await noted(scope, rate.accountId, tx);
  });
}

/**
 * Takes a rate away; the one before it is in force again. `forbidden` for viewers.
 * @public
 */
export async function removeLabourRate(
  scope: AccountScope,
  { accountId, userId, fromDay }: Pick<LabourRate, 'accountId' | 'userId' | 'fromDay'>,
  db: Database = appDb(),
): Promise<void> {
  requireKeeper(scope, accountId);
  await db.transaction(async (tx) => {
    await holdAccount(tx, accountId);
    await tx
      .delete(labourRates)
      .where(
        and(
          eq(labourRates.accountId, accountId),
          eq(labourRates.userId, userId),
          eq(labourRates.fromDay, fromDay),
        ),
      );
    await noted(scope, accountId, tx);
  });
}

function requireKeeper(scope: AccountScope, accountId: number): void {
  if (scope.roleIn(accountId) === 'viewer') {
    throw new AppError('forbidden', 'Viewers cannot change rates. Ask an owner of this account.');
  }
}

function noted(scope: AccountScope, accountId: number, db: Database): Promise<void> {
  const { personId } = scope;
  return audit({ what: 'settings_changed', personId, accountId, about: 'labour rates' }, db);
}
