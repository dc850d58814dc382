import type { Metadata } from 'next';
import Link from 'next/link';
import { signInPlace } from '@/lib/session/sign-in-place';
import { buttonClass } from '../../_ui/classes';
import { SignInFrame } from '../sign-in-frame';

export const metadata: Metadata = { title: 'Sign out' };

export default function SignOutPage() {
  return (
    <SignInFrame isSandbox={signInPlace().isSandbox}>
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-title">Sign out?</h1>
        <p className="text-ink-soft">
          This browser is signed out. The connection to Jobber stays, so the data keeps up to date.
        </p>
      </div>
      <form method="post" action="/api/auth/end" className="flex gap-2">
        <button type="submit" className={buttonClass('primary')}>
          Sign out
        </button>
        <Link href="/" className={buttonClass('plain')}>
          Stay
        </Link>
      </form>
    </SignInFrame>
  );
}
