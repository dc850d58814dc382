'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { AppError } from '@/lib/errors';
import { type ItemRef, markDone, note, snooze } from '@/lib/reports/work-items';

const item = z.object({ kind: z.enum(['invoice', 'quote', 'job']), id: z.string().max(200) });

/** Puts an item off until a day, takes it off the list, brings it back, or notes something on it. */
export const decideAction = accountAction(
  { name: 'decide-item', right: 'work' },
  z.discriminatedUnion('what', [
    z.object({ what: z.literal('put-off'), item, until: z.iso.date() }),
    z.object({ what: z.literal('done'), item }),
    z.object({ what: z.literal('back'), item }),
    z.object({ what: z.literal('note'), item, text: z.string().max(2000) }),
  ]),
  async (input, { scope }) => {
    const [account, ...others] = scope.accounts;
    if (!account || others.length > 0) throw new AppError('bad_input', 'Choose one account first.');
    const ref: ItemRef = { accountId: account.id, ...input.item };
    if (input.what === 'put-off') await snooze(scope, ref, input.until);
    else if (input.what === 'note') await note(scope, ref, input.text);
    else if (input.what === 'done') await markDone(scope, ref, true);
    else {
      await markDone(scope, ref, false);
      await snooze(scope, ref, null);
    }
    return { done: true };
  },
);
