import type { Metadata } from 'next';
import Link from 'next/link';
import { findInvitation } from '@/lib/access/invitations';
import { roleWords } from '@/lib/access/rights';
import { signInPlace } from '@/lib/session/sign-in-place';
import { buttonClass } from '../../_ui/classes';
import { SignInFrame } from '../../sign-in/sign-in-frame';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** What a one-time link leads to: who invites, as what, and the button that uses it up. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const invitation = await findInvitation(token);
  return (
    <SignInFrame isSandbox={signInPlace().isSandbox}>
      {invitation ? (
        <>
          <div className="grid gap-1.5">
            <h1 className="font-semibold text-title">
              {invitation.isForMember
                ? `Welcome back, ${invitation.name}`
                : `${invitation.accountName} invites you`}
            </h1>
            <p className="text-ink-soft">
              {invitation.isForMember
                ? `This link signs you in to ${invitation.accountName}. It works once.`
                : `Welcome, ${invitation.name}. You come in as ${roleWords[invitation.role].name.toLowerCase()}: ${roleWords[invitation.role].can} You need no Jobber account. The link works once, so use it on the device you work with.`}
            </p>
          </div>
          <form method="post" action="/api/invite" className="w-full">
            <input type="hidden" name="token" value={token} />
            <button type="submit" className={`${buttonClass('primary')} w-full`}>
              {invitation.isForMember ? 'Sign in' : `Join ${invitation.accountName}`}
            </button>
          </form>
        </>
      ) : (
        <>
          <div role="alert" className="grid gap-1.5">
            <h1 className="font-semibold text-title">This link does not work any more</h1>
            <p>It was used already, has been withdrawn, or is older than seven days.</p>
            <p className="text-ink-soft">Ask the owner who sent it for a new one.</p>
          </div>
          <Link href="/sign-in" className={`${buttonClass('plain')} w-full`}>
            To the sign-in page
          </Link>
        </>
      )}
    </SignInFrame>
  );
}
