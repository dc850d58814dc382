'use server';

import { z } from 'zod';
import { audit } from '@/lib/access/audit';
import { revokeAllSessions, revokeSession } from '@/lib/access/sessions';
import { accountAction } from '@/lib/action';

/** Ends one of the person's own sign-ins. */
export const endSessionAction = accountAction(
  { name: 'end_session' },
  z.object({ sid: z.uuid() }),
  async ({ sid }, { session }) => {
    await revokeSession(session.personId, sid);
    return { endedOwn: sid === session.sid };
  },
);

/** Ends every sign-in of the person, this one too. */
export const endAllSessionsAction = accountAction(
  { name: 'end_all_sessions' },
  z.object({}),
  async (_input, { session }) => {
    await revokeAllSessions(session.personId);
    await audit({ what: 'sessions_ended', personId: session.personId });
    return { endedOwn: true };
  },
);
