'use server';

import { z } from 'zod';
import { requireAccount } from '@/lib/access/account-scope';
import { invite, withdrawInvitation } from '@/lib/access/invitations';
import { changeRole, removeMember } from '@/lib/access/members';
import { accountAction } from '@/lib/action';
import { requireFreshSession } from '@/lib/session';
import { invitationUrl } from '@/lib/session/invitation-url';

const invitedRole = z.enum(['bookkeeper', 'viewer']);
const manage = { right: 'manage', limit: { limit: 20, windowSeconds: 60 } } as const;

/** Makes a one-time link; with `personId` for somebody who is here already and has no way in any more. */
export const inviteAction = accountAction(
  { name: 'invite', ...manage },
  z.object({
    name: z.string().trim().min(1, 'Say whom you invite.').max(80),
    role: invitedRole,
    personId: z.uuid().optional(),
  }),
  async ({ name, role, personId }, { session, scope }) => {
    requireFreshSession(session);
    const { account } = await requireAccount(session, onlySlug(scope.accounts));
    const invited = { name, role, ...(personId ? { personId } : {}) };
    const { token, expiresAt } = await invite(scope, account.id, invited);
    return { link: invitationUrl(token), name, expiresAt };
  },
);

export const withdrawInvitationAction = accountAction(
  { name: 'withdraw_invitation', ...manage },
  z.object({ id: z.uuid() }),
  async ({ id }, { scope }) => {
    await withdrawInvitation(scope, id);
    return { withdrawn: true };
  },
);

export const changeRoleAction = accountAction(
  { name: 'change_role', ...manage },
  z.object({ personId: z.uuid(), role: invitedRole }),
  async (change, { session, scope }) => {
    const { account } = await requireAccount(session, onlySlug(scope.accounts));
    await changeRole(scope, account.id, change);
    return { changed: true };
  },
);

export const removeMemberAction = accountAction(
  { name: 'remove_member', ...manage },
  z.object({ personId: z.uuid() }),
  async ({ personId }, { session, scope }) => {
    requireFreshSession(session);
    const { account } = await requireAccount(session, onlySlug(scope.accounts));
    await removeMember(scope, account.id, personId);
    return { removed: true };
  },
);

/** These acts are about one account; `all` names none. */
function onlySlug(accounts: readonly { slug: string }[]): string {
  const [first, ...others] = accounts;
  return first && others.length === 0 ? first.slug : 'all';
}
