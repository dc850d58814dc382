import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type AccountScope, type MemberAccount, requireAccounts } from './access/account-scope';
import { findLiveSession } from './access/sessions';
import { AppError, isAppError } from './errors';
import { log } from './log';
import type { SavedView } from './records/saved-view-contract';
import { cookieIds } from './session/cookie-ids';

/**
 * Who is signed in: `sid` names the sign-in, `authTime` says when it began, `personName` is as Jobber gave it, `memberOf`
 * are the person's accounts and `ownViews` the person's views by name, as they are for this request.
 * @public
 */
export type Session = {
  personId: string;
  personName: string;
  sid: string;
  authTime: Date;
  memberOf: readonly MemberAccount[];
  ownViews: readonly SavedView[];
};

/**
 * The sign-in of this request, or null. The cookie only names it; whether it still counts is asked of the database, once
 * per request. Throws `database_unavailable`: data is denied then, the cookie stays.
 * @public
 */
export const findSession = cache(async (): Promise<Session | null> => {
  const ids = await cookieIds();
  if (!ids) return null;
  const live = await findLiveSession(ids.sid).catch((cause: unknown) => {
    log.error({ event: 'session_unreadable', err: cause }, 'the session could not be checked');
    throw new AppError(
      'database_unavailable',
      'The database of this server does not answer. Your sign-in is kept; try again in a minute.',
      { cause },
    );
  });
  return live?.personId === ids.personId ? live : null;
});

/**
 * For pages: the sign-in, or off to the sign-in page and back here afterwards.
 */
export async function requireSession(): Promise<Session> {
  const session = await findSession();
  if (session) return session;
  const path = (await headers()).get('x-fieldboard-path') ?? '/';
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
}

/**
 * For pages: session and the accounts asked for in the URL; "not found" for accounts of others. The parts of a page get
 * the same scope, which is what its other reads are kept by while it is made.
 * @public
 */
export const requireScope = cache(
  async (asked: string | undefined): Promise<{ session: Session; scope: AccountScope }> => {
    const session = await requireSession();
    const scope = await requireAccounts(session, asked).catch((error: unknown) => {
      if (isAppError(error) && error.code === 'not_found') notFound();
      throw error;
    });
    return { session, scope };
  },
);

/**
 * For actions that change who may do what: the sign-in must be younger than 12 hours.
 * @public
 */
export function requireFreshSession(session: Session, now: Date = new Date()): void {
  if (now.getTime() - session.authTime.getTime() <= 12 * 3_600_000) return;
  throw new AppError(
    'fresh_sign_in_required',
    'For this you need to have signed in within the last 12 hours. Sign in again, then repeat it.',
  );
}
