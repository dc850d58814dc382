import 'server-only';
import { type NextRequest, NextResponse } from 'next/server';
import { encode } from 'next-auth/jwt';
import { z } from 'zod';
import { db as appDb } from '@/db/client';
import { acceptInvitation } from '@/lib/access/invitations';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { revokeSession, sessionDays, startSession } from '@/lib/access/sessions';
import { env } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { findSession } from '@/lib/session';
import { cookieName, cookieOptions } from './cookies';
import { isSameOrigin, publicUrl } from './same-origin';
import { smallForm } from './small-form';
import { visitorKey } from './visitor';

/**
 * Signs somebody in by an invitation's link: a form of our own page, by POST, so that a mail program that looks at the
 * link ahead does not use it up. The invitation, the membership and the sign-in are written together or not at all.
 * @public
 */
export async function enterByInvitation(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request)) return goTo('/sign-in?error=foreign_origin');
  try {
    await takeRateLimit(`invite:${visitorKey(request.headers)}`, { limit: 30, windowSeconds: 60 });
    const form = await smallForm(request);
    const token = z.string().max(100).parse(form.get('token'));
    const entered = await enter(token, request.headers.get('user-agent'));
    if (!entered) return goTo(`/invite/${encodeURIComponent(token)}`);
    const response = goTo(`/overview?account=${encodeURIComponent(entered.slug)}`);
    response.cookies.set(cookieName('session'), entered.cookie, {
      ...cookieOptions(),
      maxAge: sessionDays.absolute * 86_400,
    });
    return response;
  } catch (error) {
    if (isAppError(error) && error.code === 'rate_limited') {
      return goTo('/sign-in?error=rate_limited');
    }
    log.error({ event: 'invitation_failed', err: error }, 'an invitation could not be used');
    return goTo('/sign-in?error=database_down');
  }
}

async function enter(token: string, userAgent: string | null) {
  const signedIn = await findSession();
  const entered = await appDb().transaction(async (tx) => {
    const accepted = await acceptInvitation(token, signedIn?.personId ?? null, tx);
    if (!accepted) return null;
    if (signedIn) await revokeSession(signedIn.personId, signedIn.sid, tx);
    return { ...accepted, ...(await startSession(accepted.personId, userAgent, tx)) };
  });
  if (!entered) return null;
  const { personId, sid, authTime, slug } = entered;
  const ids = { personId, sid, authTime: Math.floor(authTime.getTime() / 1000) };
  const cookie = await encode({
    token: ids,
    secret: env().NEXTAUTH_SECRET,
    maxAge: sessionDays.absolute * 86_400,
  });
  return { slug, cookie };
}

function goTo(path: string): NextResponse {
  return NextResponse.redirect(publicUrl(path), {
    status: 303,
    headers: { 'cache-control': 'no-store' },
  });
}
