import type { Metadata } from 'next';
import { liveSessions, sessionDays } from '@/lib/access/sessions';
import { requireScope } from '@/lib/session';
import { Box, SettingsFrame } from '../settings-frame';
import { shownFormats } from '../shown-formats';
import { SessionList } from './session-list';

export const metadata: Metadata = { title: 'Sign-ins' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function SessionsPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { session, scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const sessions = await liveSessions(session.personId);
  return (
    <SettingsFrame scope={scope}>
      <Box
        title="Where you are signed in"
        about={`A sign-in ends after ${sessionDays.idle} days without use and after ${sessionDays.absolute} days in any case. Ending one does not touch the connection to Jobber.`}
      >
        <SessionList
          sessions={sessions.map(({ sid, userAgent, createdAt, lastSeenAt }) => ({
            sid,
            userAgent,
            createdAt: createdAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
            isThis: sid === session.sid,
          }))}
          now={new Date().toISOString()}
          formats={await shownFormats(scope)}
        />
      </Box>
    </SettingsFrame>
  );
}
