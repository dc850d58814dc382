import type { SignInFailure } from '@/lib/session/sign-in-failure';

/** What happened, and what to do about it. */
export type Words = { title: string; what: string; next: string };

/** The sentence and the next step of every failure. `callback` is the address that Jobber must know. */
export function wordsOf(failure: SignInFailure, callback: string): Words {
  return words[failure](callback);
}

const words: Record<SignInFailure, (callback: string) => Words> = {
  denied: () => ({
    title: 'Access was not allowed',
    what: 'Somebody pressed Deny on Jobber’s page, so Fieldboard may read nothing.',
    next: 'To use Fieldboard, start again and choose Allow. Nothing was saved.',
  }),
  started_at_jobber: () => ({
    title: 'One more click',
    what: 'Jobber sent you here directly. For your safety a sign-in begins on this page.',
    next: 'Press the button below; Jobber will ask you to confirm.',
  }),
  lost_state: () => ({
    title: 'The sign-in could not be matched to this browser',
    what: 'The answer from Jobber does not belong to a sign-in that began in this browser within the last 15 minutes.',
    next: 'Start again here, in one tab, and allow cookies for this site. If it happens each time, the clock of this server may be wrong: npm run cli -- doctor compares it.',
  }),
  code_spent: () => ({
    title: 'This sign-in was used already',
    what: 'Jobber’s code works once and for a few minutes, and this one is spent. Reloading the page after signing in does that.',
    next: 'Start again.',
  }),
  callback_mismatch: (callback) => ({
    title: 'The callback address does not match',
    what: 'Jobber knows another callback address for this app than the one this server uses.',
    next: `In Jobber’s Developer Center, set the OAuth callback URL to exactly ${callback} and start again.`,
  }),
  wrong_secret: () => ({
    title: 'Jobber does not accept this server’s credentials',
    what: 'The client id and the client secret that this server was given do not belong together.',
    next: 'Copy both again from Jobber’s Developer Center: into JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET, then restart the server. If the set-up page took them, an owner who is signed in can do it under Settings, Jobber app.',
  }),
  not_admin: () => ({
    title: 'Only a Jobber admin can connect an account',
    what: 'Your Jobber user is not an admin of this account.',
    next: 'Ask an admin to sign in first, or have an admin make you one in Jobber under Manage Team.',
  }),
  inactive: () => ({
    title: 'This Jobber account is not active',
    what: 'Jobber says that the account is not active: its subscription has ended or is unpaid.',
    next: 'Open Jobber and look at the billing page, then start again.',
  }),
  users_hidden: () => ({
    title: 'The Jobber app may not read users',
    what: 'Without that permission nobody can tell who is signing in.',
    next: 'In Jobber’s Developer Center, give the app the scope “Users: read”, then start again.',
  }),
  stranger: () => ({
    title: 'This server belongs to somebody else',
    what: 'Another Jobber account runs this Fieldboard, and yours is not among those it lets in.',
    next: 'Ask an owner to add your account on the Connection page, or sign in with the account that belongs here. Nothing was saved.',
  }),
  other_account: () => ({
    title: 'That was a different Jobber account',
    what: 'You wanted to reconnect one account, but allowed access for another. Nothing was changed.',
    next: 'In Jobber, switch to the account you want to reconnect, then press Reconnect again.',
  }),
  linked_elsewhere: () => ({
    title: 'That Jobber user is somebody else here',
    what: 'This Jobber user signs in here already as another person, so the account was not added to you.',
    next: 'Sign out, then sign in with that Jobber user.',
  }),
  not_owner: () => ({
    title: 'Only an owner can do that',
    what: 'Adding and reconnecting accounts is for owners.',
    next: 'Ask an owner of the account to do it.',
  }),
  lost_intent: () => ({
    title: 'This took too long',
    what: 'What you wanted to do was begun more than 15 minutes ago, in a sign-in that ended, or was done already.',
    next: 'Sign in, open the Connection page and press the button again.',
  }),
  signed_out: () => ({
    title: 'You are signed out',
    what: 'Your sign-in has ended, so nothing was changed.',
    next: 'Sign in and repeat what you wanted to do.',
  }),
  jobber_down: () => ({
    title: 'Jobber does not answer',
    what: 'Jobber could not be reached or reported a failure of its own. Your credentials are not the problem.',
    next: 'Try again in a minute. Jobber’s status is at status.getjobber.com.',
  }),
  rate_limited: () => ({
    title: 'Too many attempts',
    what: 'Too many sign-ins were started from here within a minute.',
    next: 'Wait a minute, then start again.',
  }),
  database_down: () => ({
    title: 'This server’s database does not answer',
    what: 'The sign-in could not be saved, so nothing was changed.',
    next: 'Try again in a minute. If it stays, tell whoever runs this server; its log says more.',
  }),
  foreign_origin: (callback) => ({
    title: 'The request came from another address',
    what: `A sign-in must begin on this server’s own page, opened at its own address: ${new URL(callback).origin}.`,
    next: `Start again from this page. If your browser shows another address, NEXTAUTH_URL is wrong: whoever runs this server sets it to the address that people open and restarts.`,
  }),
  refused: () => ({
    title: 'Jobber refused the sign-in',
    what: 'Jobber gave no reason that this server knows.',
    next: 'Start again. If it stays, the server’s log has the details.',
  }),
};
