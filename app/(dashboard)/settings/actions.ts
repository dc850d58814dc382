'use server';

import { z } from 'zod';
import { keepFormats } from '@/lib/access/account-formats';
import { requireAccount } from '@/lib/access/account-scope';
import { formatsChoice } from '@/lib/access/formats-choice';
import { accountAction } from '@/lib/action';

/** Keeps how one account is shown. */
export const keepFormatsAction = accountAction(
  { name: 'keep_formats', right: 'manage' },
  formatsChoice.extend({ slug: z.string().min(1) }),
  async ({ slug, ...choice }, { session }) => {
    const { scope, account } = await requireAccount(session, slug);
    await keepFormats(scope, account.id, choice);
    return { kept: true };
  },
);
