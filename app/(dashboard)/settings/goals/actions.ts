'use server';

import { z } from 'zod';
import { requireAccount } from '@/lib/access/account-scope';
import { accountAction } from '@/lib/action';
import { removeGoal, setGoal } from '@/lib/reports/goals';
import { removeLabourRate, setLabourRate } from '@/lib/reports/labour-rates';

const slug = z.string().min(1);
const goal = z.object({ span: z.enum(['month', 'quarter', 'year']), fromDay: z.iso.date() });
const rate = z.object({ userId: z.string().min(1).max(200), fromDay: z.iso.date() });
const cents = z.int().min(0).max(1e12);

export const setGoalAction = accountAction(
  { name: 'set_goal', right: 'work' },
  goal.extend({ slug, amountCents: cents }),
  async ({ slug: asked, ...chosen }, { session }) => {
    const { scope, account } = await requireAccount(session, asked);
    await setGoal(scope, { accountId: account.id, ...chosen });
    return { kept: true };
  },
);

export const removeGoalAction = accountAction(
  { name: 'remove_goal', right: 'work' },
  goal.extend({ slug }),
  async ({ slug: asked, ...chosen }, { session }) => {
    const { scope, account } = await requireAccount(session, asked);
    await removeGoal(scope, { accountId: account.id, ...chosen });
    return { removed: true };
  },
);

export const setRateAction = accountAction(
  { name: 'set_rate', right: 'work' },
  rate.extend({ slug, hourlyCents: cents, burdenPercent: z.number().min(0).max(500) }),
  async ({ slug: asked, ...chosen }, { session }) => {
    const { scope, account } = await requireAccount(session, asked);
    await setLabourRate(scope, { accountId: account.id, ...chosen });
    return { kept: true };
  },
);

export const removeRateAction = accountAction(
  { name: 'remove_rate', right: 'work' },
  rate.extend({ slug }),
  async ({ slug: asked, ...chosen }, { session }) => {
    const { scope, account } = await requireAccount(session, asked);
    await removeLabourRate(scope, { accountId: account.id, ...chosen });
    return { removed: true };
  },
);
