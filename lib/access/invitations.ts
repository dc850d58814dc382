import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { accounts, memberships, people } from '@/db/schema/accounts';
import { invitations } from '@/db/schema/invitations';
import { AppError } from '@/lib/errors';
import type { AccountScope } from './account-scope';
import { audit } from './audit';
import { type Role, requireRight } from './rights';

export const invitationDays = 7;

/** What an owner may give away; owners come from Jobber alone. */
export type InvitedRole = 'bookkeeper' | 'viewer';

/**
 * An invitation that still counts, as the people page lists it. Times are ISO 8601.
 * @public
 */
export type OpenInvitation = {
  id: string;
  accountId: number;
  name: string;
  role: InvitedRole;
  invitedBy: string | null;
  expiresAt: string;
  /** It signs in somebody who is already here. */
  isForMember: boolean;
};

/**
 * Makes a one-time link for a person without rights at Jobber. The token is returned once and stored as a hash alone.
 * With `personId`, of a member who has no Jobber sign-in, it is a new way in for that person. Only owners.
 * @public
 */
export async function invite(
  scope: AccountScope,
  accountId: number,
  invited: { name: string; role: InvitedRole; personId?: string },
  db: Database = appDb(),
): Promise<{ token: string; expiresAt: string }> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  const { name, role } = invited.personId
    ? await getInvitedMember(scope, accountId, invited.personId, db)
    : invited;
  const token = randomBytes(24).toString('base64url');
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(invitations)
      .values({
        accountId,
        role,
        name,
        personId: invited.personId ?? null,
        tokenHash: hashOf(token),
        invitedBy: scope.personId,
        expiresAt: sql`app_now() + ${sql.raw(`interval '${invitationDays} days'`)}`,
      })
      .returning({ expiresAt: invitations.expiresAt });
    if (!row) throw new Error('the invitation row did not come back');
    await audit({ what: 'invited', personId: scope.personId, accountId, about: role }, tx);
    return { token, expiresAt: row.expiresAt.toISOString() };
  });
}

/**
 * The invitations of the scope that can still be used, latest first. Only owners.
 * @public
 */
export async function openInvitations(
  scope: AccountScope,
  db: Database = appDb(),
): Promise<OpenInvitation[]> {
  requireRight(scope, 'manage');
  const rows = await db
    .select({
      id: invitations.id,
      accountId: invitations.accountId,
      name: invitations.name,
      role: invitations.role,
      invitedBy: people.name,
      expiresAt: invitations.expiresAt,
      personId: invitations.personId,
    })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.invitedBy))
    .where(and(sql`${invitations.accountId} in ${scope.accountIds}`, isOpen))
    .orderBy(desc(invitations.createdAt));
  return rows.map(({ personId, expiresAt, ...row }) => ({
    ...row,
    expiresAt: expiresAt.toISOString(),
    isForMember: personId !== null,
  }));
}

/**
 * Makes the link of an invitation worthless. Only owners.
 * @public
 */
export async function withdrawInvitation(
  scope: AccountScope,
  id: string,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'manage');
  const [gone] = await db
    .update(invitations)
    .set({ revokedAt: sql`app_now()` })
    .where(
      and(eq(invitations.id, id), sql`${invitations.accountId} in ${scope.accountIds}`, isOpen),
    )
    .returning({ accountId: invitations.accountId });
  if (!gone) throw new AppError('not_found', 'This invitation was used or withdrawn already.');
  const { accountId } = gone;
  await audit({ what: 'invitation_withdrawn', personId: scope.personId, accountId }, db);
}

/**
 * What the page of a link says; null when the link is unknown, used, withdrawn or too old. Looking does not use it up.
 * @public
 */
export async function findInvitation(
  token: string,
  db: Database = appDb(),
): Promise<{ accountName: string; role: InvitedRole; name: string; isForMember: boolean } | null> {
  const [row] = await db
    .select({
      accountName: accounts.name,
      role: invitations.role,
      name: invitations.name,
      personId: invitations.personId,
    })
    .from(invitations)
    .innerJoin(accounts, eq(accounts.id, invitations.accountId))
    .where(and(eq(invitations.tokenHash, hashOf(token)), isOpen));
  if (!row) return null;
  const { personId, ...rest } = row;
  return { ...rest, isForMember: personId !== null };
}

/**
 * Uses a link up: one statement decides, so of two clicks at the same moment one wins. Whoever is signed in joins as that
 * person and never loses a role by it; else a new person is made. Null when the link no longer counts.
 * Run it inside a transaction with the session that follows.
 * @public
 */
export async function acceptInvitation(
  token: string,
  signedInAs: string | null,
  tx: Database,
): Promise<{ personId: string; accountId: number; slug: string } | null> {
  const [used] = await tx
    .update(invitations)
    .set({ usedAt: sql`app_now()` })
    .where(and(eq(invitations.tokenHash, hashOf(token)), isOpen))
    .returning();
  if (!used) return null;
  const { accountId, role } = used;
  const personId = used.personId ?? signedInAs ?? (await createPerson(used.name, tx));
  if (used.personId === null) {
    await tx
      .insert(memberships)
      .values({ accountId, personId, role, invitedBy: used.invitedBy })
      .onConflictDoUpdate({
        target: [memberships.accountId, memberships.personId],
        set: { role },
        setWhere: sql`${memberships.role} = 'viewer'`,
      });
  }
  const [account] = await tx
    .select({ slug: accounts.slug })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!account) return null;
  await audit({ what: 'joined', personId, accountId, about: role }, tx);
  return { personId, accountId, slug: account.slug };
}

// Whoever made the link must still be an owner, or a removed owner could come back through it. A link that signs in an
// existing person counts only where its maker owns every account of theirs: else it would open a stranger's account.
const isOpen = and(
  isNull(invitations.usedAt),
  isNull(invitations.revokedAt),
  sql`${invitations.expiresAt} > app_now()`,
  sql`exists (select 1 from memberships o where o.account_id = ${invitations.accountId}
    and o.person_id = ${invitations.invitedBy} and o.role = 'owner')`,
  sql`(${invitations.personId} is null or (
    exists (select 1 from memberships m
      where m.account_id = ${invitations.accountId} and m.person_id = ${invitations.personId} and m.role <> 'owner')
    and not exists (select 1 from identities i where i.person_id = ${invitations.personId})
    and not exists (select 1 from memberships m where m.person_id = ${invitations.personId}
      and not exists (select 1 from memberships o
        where o.account_id = m.account_id and o.person_id = ${invitations.invitedBy} and o.role = 'owner'))))`,
);

/** A member who came by invitation, has no Jobber sign-in, and is in no account that somebody else owns. */
async function getInvitedMember(
  scope: AccountScope,
  accountId: number,
  personId: string,
  db: Database,
): Promise<{ name: string; role: InvitedRole }> {
  const { rows } = await db.execute<{ name: string; role: Role; jobber: boolean; away: boolean }>(
    sql`select p.name, m.role,
      exists (select 1 from identities i where i.person_id = p.id) as jobber,
      exists (select 1 from memberships a where a.person_id = p.id and not exists (
        select 1 from memberships o
        where o.account_id = a.account_id and o.person_id = ${scope.personId} and o.role = 'owner')) as away
    from memberships m join people p on p.id = m.person_id
    where m.account_id = ${accountId} and m.person_id = ${personId}`,
  );
  const [member] = rows;
  if (!member) throw new AppError('not_found', 'This person is not a member of the account.');
  if (member.role === 'owner' || member.jobber) {
    throw new AppError('bad_input', 'This person signs in with Jobber and needs no link.');
  }
  if (member.away) {
    throw new AppError(
      'forbidden',
      'This person also works in an account you do not own. Only somebody who owns all of their accounts can make them a new link.',
    );
  }
  return { name: member.name, role: member.role };
}

async function createPerson(name: string, tx: Database): Promise<string> {
  const [row] = await tx.insert(people).values({ name }).returning({ id: people.id });
  if (!row) throw new Error('the person row did not come back');
  return row.id;
}

// The token has 192 random bits, so a plain hash cannot be searched.
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
