import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts } from '@/db/schema/accounts';
import { outboxMails, scorecards } from '@/db/schema/outbox';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { may, requireRight } from '@/lib/access/rights';
import { calendarOf } from '@/lib/reports/calendar';
import { dayOf } from '@/lib/reports/period';
import { composeScorecard } from './scorecard';

const hour = 7;

/**
 * Where a person gets the scorecard of an account and on which weekday (0 is Sunday).
 * @public
 */
export type Subscription = { email: string; weekday: number };

/**
 * The person's own subscription to the scorecard of the scope's one account, or null.
 * @public
 */
export async function findSubscription(
  scope: AccountScope,
  accountId: number,
  db: Database = appDb(),
): Promise<Subscription | null> {
  scope.roleIn(accountId);
  const [row] = await db
    .select({ email: scorecards.email, weekday: scorecards.weekday })
    .from(scorecards)
    .where(and(eq(scorecards.accountId, accountId), eq(scorecards.personId, scope.personId)));
  return row ?? null;
}

/**
 * Subscribes the person to the scorecard of one of their accounts, or ends it with null. Needs the right to export there,
 * because a mail takes figures out.
 * @public
 */
export async function keepSubscription(
  scope: AccountScope,
  accountId: number,
  wanted: Subscription | null,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'export');
  scope.roleIn(accountId);
  const own = and(eq(scorecards.accountId, accountId), eq(scorecards.personId, scope.personId));
  if (!wanted) {
    await db.delete(scorecards).where(own);
    return;
  }
  await db
    .insert(scorecards)
    .values({ accountId, personId: scope.personId, ...wanted })
    .onConflictDoUpdate({ target: [scorecards.accountId, scorecards.personId], set: wanted });
}

/**
 * Writes the scorecards that are due into the outbox: from seven in the morning of the chosen weekday where the account
 * is, once a day. None for who may no longer export there. Returns how many.
 * @public
 */
export async function writeDueScorecards(
  origin: string,
  { db = appDb(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<number> {
  const wanted = await db
    .select({
      accountId: scorecards.accountId,
      personId: scorecards.personId,
      email: scorecards.email,
      weekday: scorecards.weekday,
      lastDay: scorecards.lastDay,
      slug: accounts.slug,
    })
    .from(scorecards)
    .innerJoin(accounts, eq(accounts.id, scorecards.accountId));
  let written = 0;
  for (const { accountId, personId, email, weekday, lastDay, slug } of wanted) {
    const scope = await requireAccounts({ personId }, slug, db);
    if (!may(scope.roleIn(accountId), 'export')) continue;
    const { timeZone } = await calendarOf(scope, db);
    const today = dayOf(now, timeZone);
    if (lastDay === today || weekdayOf(today) !== weekday || hourIn(now, timeZone) < hour) continue;
    const mail = await composeScorecard(scope, origin, { db, now });
    await db.transaction(async (tx) => {
      const taken = await tx
        .update(scorecards)
        .set({ lastDay: today })
        .where(
          and(
            eq(scorecards.accountId, accountId),
            eq(scorecards.personId, personId),
            sql`${scorecards.lastDay} is distinct from ${today}`,
          ),
        );
      if (taken.rowCount === 0) return;
      await tx.insert(outboxMails).values({ accountId, to: email, ...mail });
      written += 1;
    });
  }
  return written;
}

function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay();
}

function hourIn(now: Date, timeZone: string): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now),
  );
}
