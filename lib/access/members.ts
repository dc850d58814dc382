import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { memberships } from '@/db/schema/accounts';
import { AppError } from '@/lib/errors';
import type { AccountScope } from './account-scope';
import { audit } from './audit';
import type { InvitedRole } from './invitations';
import { type Role, requireRight } from './rights';
import { revokeAllSessions } from './sessions';

/**
 * Somebody with a role in an account. Times are ISO 8601; `seenAt` null: no sign-in that counts now.
 * @public
 */
export type Member = {
  accountId: number;
  personId: string;
  name: string;
  email: string | null;
  role: Role;
  since: string;
  invitedBy: string | null;
  seenAt: string | null;
  /** Signs in with Jobber; without it, by a link. */
  hasJobber: boolean;
};

/**
 * Everybody in the accounts of the scope, owners first. Only owners.
 * @public
 */
export async function members(scope: AccountScope, db: Database = appDb()): Promise<Member[]> {
  requireRight(scope, 'manage');
  const { rows } = await db.execute<Member>(sql`
    select m.account_id as "accountId", p.id as "personId", p.name, p.email, m.role,
      ${iso(sql`m.since`)} as since, i.name as "invitedBy",
      (select ${iso(sql`max(s.last_seen_at)`)} from app_sessions s
        where s.person_id = p.id and s.revoked_at is null and s.absolute_expiry_at > app_now()) as "seenAt",
      exists (select 1 from identities d where d.person_id = p.id) as "hasJobber"
    from memberships m
    join people p on p.id = m.person_id
    left join people i on i.id = m.invited_by
    where m.account_id = any(${sql.param([...scope.accountIds])}::int[])
    order by array_position(array['owner', 'bookkeeper', 'viewer'], m.role), lower(p.name), p.id`);
  return rows;
}

/**
 * Gives an invited member another role; it counts from their next request on. Owners keep theirs: it comes from Jobber.
 * @public
 */
export async function changeRole(
  scope: AccountScope,
  accountId: number,
  change: { personId: string; role: InvitedRole },
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  const changed = await db
    .update(memberships)
    .set({ role: change.role })
    .where(
      and(
        eq(memberships.accountId, accountId),
        eq(memberships.personId, change.personId),
        sql`${memberships.role} <> 'owner'`,
      ),
    )
    .returning({ personId: memberships.personId });
  if (changed.length === 0) {
    throw new AppError('bad_input', 'Only the role of somebody who was invited can be changed.');
  }
  const { personId } = scope;
  await audit({ what: 'role_changed', personId, accountId, about: change.role }, db);
}

/**
 * Takes somebody out of an account at once: the membership goes, and with the last one every sign-in. Nobody removes
 * themselves, so an account never loses its last owner.
 * @public
 */
export async function removeMember(
  scope: AccountScope,
  accountId: number,
  personId: string,
  db: Database = appDb(),
): Promise<void> {
  requireRight(scope, 'manage');
  scope.roleIn(accountId);
  if (personId === scope.personId) {
    throw new AppError('bad_input', 'You cannot remove yourself. Another owner can.');
  }
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(memberships)
      .where(and(eq(memberships.accountId, accountId), eq(memberships.personId, personId)))
      .returning({ role: memberships.role });
    if (gone.length === 0) throw new AppError('not_found', 'This person is not a member here.');
    const left = await tx
      .select({ accountId: memberships.accountId })
      .from(memberships)
      .where(eq(memberships.personId, personId))
      .limit(1);
    if (left.length === 0) await revokeAllSessions(personId, tx);
    const about = gone[0]?.role ?? '';
    await audit({ what: 'member_removed', personId: scope.personId, accountId, about }, tx);
  });
}

function iso(instant: ReturnType<typeof sql>) {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
