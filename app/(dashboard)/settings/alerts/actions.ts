'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { endAlert, keepAlert, testAlert } from '@/lib/outbox/alerts';
import { presets } from '@/lib/reports/period';
import { type WatchedName, watchedNames } from '@/lib/reports/watched-numbers';

const common = {
  slug: z.string().min(1),
  report: z.enum(watchedNames as [WatchedName, ...WatchedName[]]),
  period: z.enum(presets),
  direction: z.enum(['above', 'below']),
  threshold: z.number().min(-1e15).max(1e15),
};

/** Keeps an alert and says where its number stands now. */
export const keepAlertAction = accountAction(
  { name: 'keep_alert', right: 'export', limit: { limit: 30, windowSeconds: 3600 } },
  z.discriminatedUnion('channel', [
    z.object({ ...common, channel: z.literal('mail'), target: z.email() }),
    z.object({ ...common, channel: z.literal('webhook'), target: z.string().max(500) }),
  ]),
  async ({ slug, ...wanted }, { scope }) => keepAlert(scope, slug, wanted),
);

/** Ends an alert of one account. */
export const endAlertAction = accountAction(
  { name: 'end_alert', right: 'export' },
  z.object({ slug: z.string().min(1), id: z.uuid() }),
  async ({ slug, id }, { scope }) => ({ ended: await endAlert(scope, slug, id) }),
);

/** Sends the message of an alert as it would read now, to see that it arrives. */
export const testAlertAction = accountAction(
  { name: 'test_alert', right: 'export', limit: { limit: 10, windowSeconds: 600 } },
  z.object({ slug: z.string().min(1), id: z.uuid() }),
  async ({ slug, id }, { scope }) => {
    await testAlert(scope, slug, id);
    return { isWritten: true };
  },
);
