import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { memberships } from '@/db/schema/accounts';
import { workItems } from '@/db/schema/work-items';
import type { AccountScope } from '@/lib/access/account-scope';
import { audit } from '@/lib/access/audit';
import { AppError } from '@/lib/errors';
import { accountCalendars } from './asked-accounts';
import { tableItems } from './left-on-table';
import { addDays, type Day, dayOf } from './period';

/**
 * One item of the money left on the table.
 * @public
 */
export type ItemRef = { accountId: number; kind: 'invoice' | 'quote' | 'job'; id: string };

type Effects = { db?: Database; now?: Date };
type Decision = Partial<typeof workItems.$inferInsert>;

const mostDaysOff = 366;
const longestNote = 2_000;

/**
 * Puts an item off until a day (it is back on that day), or takes that back with null. `forbidden` for viewers,
 * `bad_input` for a day that is not ahead or more than a year away.
 * @public
 */
export async function snooze(
  scope: AccountScope,
  item: ItemRef,
  until: Day | null,
  effects: Effects = {},
): Promise<void> {
  const { db = appDb(), now = new Date() } = effects;
  requireEditor(scope, item);
  const [account] = await accountCalendars([item.accountId], db);
  const today = dayOf(now, account?.timeZone ?? 'UTC');
  if (until !== null && (until <= today || until > addDays(today, mostDaysOff))) {
    throw new AppError('bad_input', 'Choose a day ahead, at most a year away.');
  }
  await decide(scope, item, { snoozedUntil: until }, 'put off', db);
}

/**
 * Gives an item to a member of its account, or to nobody with null. `bad_input` for anybody else.
 * @public
 */
export async function assign(
  scope: AccountScope,
  item: ItemRef,
  assigneeId: string | null,
  { db = appDb() }: Effects = {},
): Promise<void> {
  requireEditor(scope, item);
  if (assigneeId !== null) {
    const [member] = await db
      .select({ personId: memberships.personId })
      .from(memberships)
      .where(and(eq(memberships.accountId, item.accountId), eq(memberships.personId, assigneeId)));
    if (!member) throw new AppError('bad_input', 'That person is not a member of this account.');
  }
  await decide(scope, item, { assigneeId }, 'assigned', db);
}

/**
 * Writes a note on an item; an empty one removes it.
 * @public
 */
export async function note(
  scope: AccountScope,
  item: ItemRef,
  text: string,
  { db = appDb() }: Effects = {},
): Promise<void> {
  requireEditor(scope, item);
  const words = text.trim();
  if (words.length > longestNote) {
    throw new AppError('bad_input', `A note has at most ${longestNote} characters.`);
  }
  await decide(scope, item, { note: words === '' ? null : words }, 'noted', db);
}

/**
 * Takes an item off the list until its amount changes, or back onto it with `isDone` false. `not_found` when it is not
 * on the list.
 * @public
 */
export async function markDone(
  scope: AccountScope,
  item: ItemRef,
  isDone: boolean,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<void> {
  requireEditor(scope, item);
  if (!isDone) {
    await decide(scope, item, { doneAt: null, doneCents: null }, 'reopened', db);
    return;
  }
  const asked = await accountCalendars([item.accountId], db);
  const { rows } = await db.execute<{ amount: number }>(sql`
    select t.amount::float8 as amount from (${tableItems(asked, now)}) t where t.kind = ${item.kind} and t.id = ${item.id}`);
  const [found] = rows;
  if (!found) throw new AppError('not_found', 'This is no longer on the list. Load it again.');
  await decide(scope, item, { doneAt: now, doneCents: found.amount }, 'done', db);
}

/** Viewers read; everybody else may decide. `not_found` for an account outside the scope. */
function requireEditor(scope: AccountScope, { accountId }: ItemRef): void {
  if (scope.roleIn(accountId) === 'viewer') {
    throw new AppError(
      'forbidden',
      'Viewers cannot change the list. Ask an owner of this account.',
    );
  }
}

async function decide(
  scope: AccountScope,
  { accountId, kind, id }: ItemRef,
  decision: Decision,
  word: string,
  db: Database,
): Promise<void> {
  const change = { ...decision, changedBy: scope.personId, changedAt: sql`app_now()` };
  await db.transaction(async (tx) => {
    await tx
      .insert(workItems)
      .values({ accountId, kind, recordId: id, ...change })
      .onConflictDoUpdate({
        target: [workItems.accountId, workItems.kind, workItems.recordId],
        set: change,
      });
    const about = `${word} ${kind} ${id}`;
    await audit({ what: 'item_decided', personId: scope.personId, accountId, about }, tx);
  });
}
