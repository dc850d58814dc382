import { redirect } from 'next/navigation';
import { isSetUp } from '@/lib/env';
import { findSession } from '@/lib/session';
import { signInPlace } from '@/lib/session/sign-in-place';
import { SignInFrame } from './sign-in/sign-in-frame';
import { StartForm } from './sign-in/start-form';

export default async function LandingPage() {
  if (!isSetUp()) redirect('/setup');
  // The front door opens even while the database is down; pressing the button then says so.
  const session = await findSession().catch(() => null);
  if (session) redirect('/overview');
  return (
    <SignInFrame isSandbox={signInPlace().isSandbox}>
      <div className="grid gap-1.5">
        <h1 className="text-balance font-semibold text-title">
          What Jobber does not show you, on your own server
        </h1>
        <p className="text-ink-soft">
          Every client and job at once, what is owed and how old it is, work that is done but not
          billed. Sign in with the Jobber account that belongs here.
        </p>
      </div>
      <StartForm className="w-full">Sign in with Jobber</StartForm>
      <p className="text-ink-soft text-label">
        Jobber asks you, as an admin, to allow access. Your data stays in this server’s database,
        and nothing is written to Jobber unless you ask for it.
      </p>
    </SignInFrame>
  );
}
