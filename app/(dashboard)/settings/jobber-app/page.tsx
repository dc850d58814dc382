import type { Metadata } from 'next';
import { requireScope } from '@/lib/session';
import { type JobberAppState, jobberAppState } from '@/lib/setup/jobber-app';
import { defaultFormats } from '../../../_ui/formats';
import { Moment } from '../../../_ui/moment';
import { manageable } from '../manageable';
import { Box, SettingsFrame } from '../settings-frame';
import { JobberAppForm } from './jobber-app-form';

export const metadata: Metadata = { title: 'Jobber app' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function JobberAppPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const slug = (await manageable(scope))?.accounts[0]?.slug;
  const app = slug === undefined ? null : await jobberAppState(scope);
  return (
    <SettingsFrame scope={scope} right="manage">
      {app ? (
        <Box
          title="Jobber app"
          about="The app in Jobber’s Developer Center through which this server reads Jobber, for every account on it."
        >
          <Facts app={app} />
        </Box>
      ) : null}
      {slug !== undefined && app?.from === 'set-up' && app.mayChange ? (
        <Box
          title="Change it"
          about="A new secret of the same app keeps the connections. With another app every account has to be reconnected once, because Jobber’s access belongs to the app it was allowed for. Both are tested at Jobber first, and the secret is stored encrypted."
        >
          <JobberAppForm slug={slug} current={app.clientId} />
        </Box>
      ) : null}
    </SettingsFrame>
  );
}

function Facts({ app }: { app: JobberAppState }) {
  return (
    <>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-table">
        <dt className="text-ink-soft">Client ID</dt>
        <dd className="select-all break-all font-mono">{app.clientId}</dd>
        <dt className="text-ink-soft">Callback URL</dt>
        <dd className="select-all break-all font-mono">{app.callback}</dd>
        <dt className="text-ink-soft">Comes from</dt>
        <dd>
          {app.from === 'environment'
            ? 'JOBBER_CLIENT_ID in the server’s environment'
            : 'what was entered at the set-up or here'}
        </dd>
        {app.from === 'environment' ? null : (
          <>
            <dt className="text-ink-soft">Entered</dt>
            <dd>
              <Moment
                at={app.changedAt}
                now={new Date().toISOString()}
                formats={defaultFormats}
                time
              />
            </dd>
          </>
        )}
      </dl>
      {whyFixed(app)}
    </>
  );
}

function whyFixed(app: JobberAppState) {
  if (app.from === 'environment') {
    return (
      <p className="max-w-prose text-table">
        What the environment says wins, so nothing can be changed here. Whoever runs the server puts
        the new values into JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET and starts it again.
      </p>
    );
  }
  if (app.mayChange) return null;
  return (
    <p className="max-w-prose text-table">
      Only an owner of the account that was connected first can change it, because it concerns every
      account on this server.
    </p>
  );
}
