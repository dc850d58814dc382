'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { requireFreshSession } from '@/lib/session';
import { changeJobberAppAs } from '@/lib/setup/jobber-app';

/** Puts a new secret or another Jobber app in place, after Jobber has accepted it. */
export const changeJobberAppAction = accountAction(
  { name: 'change_jobber_app', right: 'manage', limit: { limit: 10, windowSeconds: 60 } },
  z.strictObject({
    clientId: z.string().trim().min(1).max(200),
    clientSecret: z.string().trim().min(1).max(500),
  }),
  async (app, { session }) => {
    requireFreshSession(session);
    return changeJobberAppAs(session, app);
  },
);
