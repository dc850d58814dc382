'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { listNames } from '@/lib/records/contract';
import { deleteView, renameView, saveView } from '@/lib/records/saved-views';

const name = z.string().trim().min(1).max(80);

/**
 * Keeps the filters and sort of a list under a name; `forAccount` is the slug it is for, absent for all accounts.
 * @public
 */
export const saveViewAction = accountAction(
  { name: 'save_view' },
  z.object({
    list: z.enum(listNames),
    name,
    params: z.string().max(2_000),
    forAccount: z.string().max(100).optional(),
  }),
  ({ list, name, params, forAccount }, { scope }) =>
    saveView(scope, { list, name, params, account: forAccount }),
);

/** @public */
export const deleteViewAction = accountAction(
  { name: 'delete_view' },
  z.object({ id: z.uuid() }),
  async ({ id }, { scope }) => {
    await deleteView(scope, id);
    return { id };
  },
);

/** @public */
export const renameViewAction = accountAction(
  { name: 'rename_view' },
  z.object({ id: z.uuid(), name }),
  async ({ id, name }, { scope }) => {
    await renameView(scope, id, name);
    return { id };
  },
);
