import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isSetUp } from '@/lib/env';
import { isSignInFailure } from '@/lib/session/sign-in-failure';
import { signInPlace } from '@/lib/session/sign-in-place';
import { AddressCheck } from './address-check';
import { wordsOf } from './failure-words';
import { SignInFrame } from './sign-in-frame';
import { StartForm } from './start-form';

export const metadata: Metadata = { title: 'Sign in' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  if (!isSetUp()) redirect('/setup');
  const query = await searchParams;
  const place = signInPlace();
  const asked = one(query.error);
  const failure = isSignInFailure(asked) ? asked : undefined;
  const next = one(query.next);
  return (
    <SignInFrame isSandbox={place.isSandbox}>
      <AddressCheck expected={place.address} />
      {failure ? (
        <Explanation failure={failure} callback={place.callback} />
      ) : (
        <Welcome signedOut={query['signed-out'] !== undefined} />
      )}
      <StartForm next={next} className="w-full">
        {failure && failure !== 'started_at_jobber'
          ? 'Sign in with Jobber again'
          : 'Sign in with Jobber'}
      </StartForm>
      <details className="text-ink-soft text-table">
        <summary className="w-fit rounded-control">
          Jobber shows an error instead of asking?
        </summary>
        <div className="mt-2 grid gap-2">
          <p>
            Then Jobber does not know this server. In Jobber’s Developer Center, open your app and
            set its OAuth callback URL to exactly this address:
          </p>
          <code className="select-all break-all rounded-control bg-hover px-2 py-1 font-mono text-ink text-label">
            {place.callback}
          </code>
          <p>
            The client id there must be the one of this server, which{' '}
            <code className="font-mono text-label">npm run cli -- doctor</code> names.
          </p>
        </div>
      </details>
    </SignInFrame>
  );
}

function Welcome({ signedOut }: { signedOut: boolean }) {
  return (
    <div className="grid gap-1.5">
      <h1 className="font-semibold text-title">{signedOut ? 'You are signed out' : 'Sign in'}</h1>
      <p className="text-ink-soft">
        {signedOut
          ? 'Your Jobber account stays connected, so its data keeps up to date.'
          : 'Use the Jobber account that belongs here. You need to be an admin in Jobber.'}
      </p>
    </div>
  );
}

function Explanation({
  failure,
  callback,
}: {
  failure: Parameters<typeof wordsOf>[0];
  callback: string;
}) {
  const { title, what, next } = wordsOf(failure, callback);
  return (
    <div role="alert" className="grid gap-1.5">
      <h1 className="font-semibold text-title">{title}</h1>
      <p>{what}</p>
      <p className="break-words text-ink-soft">{next}</p>
    </div>
  );
}

function one(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
