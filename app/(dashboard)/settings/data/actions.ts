'use server';

import { z } from 'zod';
import { requireAccount } from '@/lib/access/account-scope';
import { deleteAccount } from '@/lib/access/delete-account';
import { erasableClients, eraseClient } from '@/lib/access/erase-client';
import { accountAction } from '@/lib/action';
import { requireFreshSession } from '@/lib/session';

/** Deletes everything of one account, after its name was typed. */
export const deleteAccountAction = accountAction(
  { name: 'delete_account', right: 'manage', limit: { limit: 5, windowSeconds: 60 } },
  z.object({ slug: z.string().min(1), typedName: z.string().max(200) }),
  async ({ slug, typedName }, { session }) => {
    requireFreshSession(session);
    const { scope, account } = await requireAccount(session, slug);
    return deleteAccount(scope, account.id, typedName);
  },
);

/** Clients of one account to choose from, by a fragment of name, e-mail, phone or address. */
export const erasableClientsAction = accountAction(
  { name: 'erasable_clients', right: 'manage' },
  z.object({ slug: z.string().min(1), text: z.string().max(100) }),
  async ({ slug, text }, { session }) => {
    const { scope, account } = await requireAccount(session, slug);
    return { clients: await erasableClients(scope, account.id, text) };
  },
);

/** Erases who one client is; figures stay. */
export const eraseClientAction = accountAction(
  { name: 'erase_client', right: 'manage', limit: { limit: 20, windowSeconds: 60 } },
  z.object({ slug: z.string().min(1), clientId: z.string().min(1).max(200) }),
  async ({ slug, clientId }, { session }) => {
    requireFreshSession(session);
    const { scope, account } = await requireAccount(session, slug);
    await eraseClient(scope, account.id, clientId);
    return { erased: true };
  },
);
