import 'server-only';
import { asc, eq } from 'drizzle-orm';
import { cache } from 'react';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, memberships } from '@/db/schema/accounts';
import { AppError } from '@/lib/errors';
import type { ConnectionState } from '../connection/connection-state';
import type { SavedView } from '../records/saved-view-contract';
import type { AccountReading } from '../sync/streams-of';
import type { AccountCalendar } from './account-calendar';
import type { Role } from './rights';

/**
 * An account as the switcher shows it, with the reader's role in it. The sign-in of a request brings its
 * calendar, the state of its connection and how far its reading is along.
 * @public
 */
export type MemberAccount = {
  id: number;
  slug: string;
  name: string;
  role: Role;
  calendar?: AccountCalendar;
  connection?: ConnectionState;
  reading?: AccountReading;
};

declare const checked: unique symbol;

/**
 * The accounts that one person may read now, and of those the ones asked for. Only `requireAccounts` makes it, so a
 * query that takes a scope cannot be run for an account that nobody checked.
 * @public
 */
export type AccountScope = {
  readonly [checked]: true;
  readonly personId: string;
  /** The accounts asked for; never empty. */
  readonly accountIds: readonly number[];
  readonly accounts: readonly MemberAccount[];
  /** Every view that the person keeps, where the sign-in of the request has brought them. */
  readonly ownViews?: readonly SavedView[];
  /** Throws `not_found` for an account outside this scope. */
  roleIn(accountId: number): Role;
};

/** `memberOf`: every account of the person, where the sign-in of this request has brought them; else they are read. */
type Person = {
  personId: string;
  memberOf?: readonly MemberAccount[];
  ownViews?: readonly SavedView[];
};

/**
 * The accounts of `asked` (a slug, or `all`, or nothing = every account of the person) if the person is a member of them
 * now. Anything else is `not_found`, whether the account exists or not.
 * @public
 */
export async function requireAccounts(
  session: Person,
  asked: string | undefined,
  db: Database = appDb(),
): Promise<AccountScope> {
  const mine = session.memberOf ?? (await memberAccounts(session.personId, db));
  const chosen =
    asked === undefined || asked === '' || asked === 'all'
      ? mine
      : mine.filter((account) => account.slug === asked);
  if (chosen.length === 0) {
    throw new AppError(
      'not_found',
      'There is no such account here, or you are not a member of it.',
    );
  }
  return scopeOf(session, chosen);
}

/**
 * The single account a command is for; `not_found` when `asked` names none of the person's.
 * @public
 */
export async function requireAccount(
  session: Person,
  asked: string,
  db: Database = appDb(),
): Promise<{ scope: AccountScope; account: MemberAccount }> {
  const scope = await requireAccounts(session, asked, db);
  const [account, ...others] = scope.accounts;
  if (!account || others.length > 0) {
    throw new AppError('bad_input', 'Choose one account first.');
  }
  return { scope, account };
}

/**
 * Every account of a person, by name: what the account switcher lists. Read once while a page is made.
 * @public
 */
export function memberAccounts(personId: string, db: Database = appDb()): Promise<MemberAccount[]> {
  return membershipsOf(personId, db);
}

const membershipsOf = cache(
  async (personId: string, db: Database): Promise<MemberAccount[]> =>
    db
      .select({
        id: accounts.id,
        slug: accounts.slug,
        name: accounts.name,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(accounts, eq(accounts.id, memberships.accountId))
      .where(eq(memberships.personId, personId))
      .orderBy(asc(accounts.name), asc(accounts.id)),
);

/**
 * Throws `forbidden` unless the person of `scope` is an owner of the account.
 * @public
 */
export function requireOwner(scope: AccountScope, accountId: number): void {
  if (scope.roleIn(accountId) !== 'owner') {
    throw new AppError('forbidden', 'Only an owner of this account can do that.');
  }
}

/**
 * The scope of a share link: one account to read, no person. Only `findShare` makes it, after it has checked the link.
 */
export function scopeOfAccount(account: MemberAccount): AccountScope {
  return scopeOf({ personId: '' }, [account]);
}

function scopeOf({ personId, ownViews }: Person, chosen: readonly MemberAccount[]): AccountScope {
  const scope: Omit<AccountScope, typeof checked> = {
    personId,
    ...(ownViews ? { ownViews } : {}),
    accounts: chosen,
    accountIds: chosen.map((account) => account.id),
    roleIn(accountId) {
      const account = chosen.find((candidate) => candidate.id === accountId);
      if (!account) throw new AppError('not_found', 'There is no such account here.');
      return account.role;
    },
  };
  return branded(scope);
}

// The brand exists for the compiler alone; this is the one place that may put it on.
function branded(scope: Omit<AccountScope, typeof checked>): AccountScope {
  return scope as AccountScope;
}
