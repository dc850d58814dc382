import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { type ReactNode, Suspense } from 'react';
import { isSandbox } from '@/lib/session/sign-in-place';
import { type SetUpPage, setUpPage } from '@/lib/setup/set-up-page';
import { buttonClass, linkInText } from '../_ui/classes';
import { AddressCheck } from '../sign-in/address-check';
import { SignInFrame } from '../sign-in/sign-in-frame';
import { ServerState, ServerStateSkeleton } from './server-state';

export const metadata: Metadata = { title: 'Set up' };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The first run: what to enter at Jobber, and the two values that come back. */
export default async function SetUp({ searchParams }: { searchParams: Query }) {
  const { code, failed } = await searchParams;
  const given = typeof code === 'string' ? code : undefined;
  const page = setUpPage(given);
  if (page.kind === 'done') redirect('/sign-in');
  return (
    <SignInFrame isSandbox={isSandbox()}>
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-title">Set up Fieldboard</h1>
        <p className="text-ink-soft">
          Fieldboard needs an app of your own in Jobber’s Developer Center. Making one is free and
          takes a few minutes.
        </p>
      </div>
      <AddressCheck expected={page.address} />
      {page.kind === 'refused' ? <p role="alert">{page.refusal}</p> : null}
      {page.kind === 'open' ? (
        <>
          <Suspense fallback={<ServerStateSkeleton />}>
            <ServerState />
          </Suspense>
          <Steps
            page={page}
            code={given ?? ''}
            failed={typeof failed === 'string' ? failed : null}
          />
        </>
      ) : null}
    </SignInFrame>
  );
}

function Steps({
  page,
  code,
  failed,
}: {
  page: Extract<SetUpPage, { kind: 'open' }>;
  code: string;
  failed: string | null;
}) {
  return (
    <>
      <ol className="grid gap-5">
        <Step title="1. Make an app">
          <p>
            Sign in at{' '}
            <a
              href="https://developer.getjobber.com"
              target="_blank"
              rel="noreferrer"
              className={linkInText}
            >
              developer.getjobber.com
            </a>{' '}
            and create an app. Any name will do; it may stay a draft.
          </p>
        </Step>
        <Step title="2. Enter this callback URL, exactly">
          <Copy>{page.callback}</Copy>
        </Step>
        <Step title="3. Tick these scopes">
          <ul className="grid gap-1">
            {page.scopes.map(({ scope, label, gives }) => (
              <li key={scope}>
                <span className="font-medium">{label}</span>{' '}
                <span className="text-ink-soft">· {gives}</span>
              </li>
            ))}
          </ul>
          <p className="text-ink-soft">
            To create clients from here, tick Clients: write as well. Without a scope the rest
            works; what is missing shows a lock.
          </p>
        </Step>
        <Step title="4. Turn on refresh token rotation">
          <p>It is a switch on the same page. Fieldboard keeps every renewed token safely.</p>
        </Step>
        <Step title="5. Webhooks">
          {page.webhooks ? (
            <>
              <p>With these, changes arrive within seconds. Give each topic this URL:</p>
              <Copy>{page.webhooks}</Copy>
              <details>
                <summary className="w-fit rounded-control text-ink-soft">
                  The {page.topics.length} topics
                </summary>
                <p className="mt-1 font-mono text-label">{page.topics.join(' ')}</p>
              </details>
            </>
          ) : (
            <p className="text-ink-soft">
              Leave them out: Jobber can only reach a public https address, and this server has
              none. Changes are then read every few minutes.
            </p>
          )}
        </Step>
      </ol>
      <form method="post" action="/api/setup" className="grid gap-3 border-line border-t pt-5">
        <h2 className="font-semibold">6. Copy two values back</h2>
        <input type="hidden" name="code" value={code} />
        <Value name="clientId" label="Client ID" type="text" />
        <Value name="clientSecret" label="Client secret" type="password" />
        {failed ? (
          <p role="alert" className="text-bad text-table">
            {failed}
          </p>
        ) : null}
        <button type="submit" className={`${buttonClass('primary')} w-full`}>
          Test them at Jobber and go on
        </button>
        <p className="text-ink-soft text-label">
          The secret is stored encrypted in this server’s database. Values in the server’s
          environment would win over these.
        </p>
      </form>
    </>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="grid gap-1.5 text-table">
      <h2 className="font-semibold text-body">{title}</h2>
      {children}
    </li>
  );
}

function Copy({ children }: { children: string }) {
  return (
    <code className="select-all break-all rounded-control bg-hover px-2 py-1 font-mono text-label">
      {children}
    </code>
  );
}

function Value({ name, label, type }: { name: string; label: string; type: string }) {
  return (
    <label className="grid gap-1">
      <span className="font-medium text-label">{label}</span>
      <input
        name={name}
        type={type}
        required
        autoComplete="off"
        spellCheck={false}
        className="h-9 rounded-control border border-line bg-canvas px-2 font-mono text-table pointer-coarse:h-11"
      />
    </label>
  );
}
