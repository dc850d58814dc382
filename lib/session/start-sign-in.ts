import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { requireAccount, requireOwner } from '@/lib/access/account-scope';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { rememberIntent } from '@/lib/access/sign-in-intents';
import { env } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { findSession } from '@/lib/session';
import { authOptions } from './auth-options';
import { cookieName, cookieOptions } from './cookies';
import { isSameOrigin, localPath, publicUrl, signInUrl } from './same-origin';
import type { SignInFailure } from './sign-in-failure';
import { smallForm } from './small-form';
import { visitorKey } from './visitor';

/**
 * The only way to Jobber's consent page: a form of ours, by POST, from our own origin. Fields: `intent` (empty,
 * `reconnect` or `add_account`), `account` (the slug to reconnect), `next` (a path to come back to).
 * @public
 */
export async function startSignIn(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request)) return refused('foreign_origin', null);
  const form = await smallForm(request);
  const next = form.get('next');
  try {
    await takeRateLimit(`start:${visitorKey(request.headers)}`, { limit: 60, windowSeconds: 60 });
    const intentId = await intentOf(form);
    if (intentId === 'signed_out') return refused('signed_out', next);
    return await toJobber(form, intentId);
  } catch (error) {
    if (isAppError(error)) {
      if (error.code === 'rate_limited') return refused('rate_limited', next);
      if (error.code === 'forbidden' || error.code === 'not_found')
        return refused('not_owner', next);
      if (error.code !== 'database_unavailable') throw error;
    }
    log.error({ event: 'sign_in_start_failed', err: error }, 'the sign-in could not start');
    return refused('database_down', next);
  }
}

async function intentOf(form: URLSearchParams): Promise<string | null | 'signed_out'> {
  const kind = form.get('intent');
  if (kind !== 'reconnect' && kind !== 'add_account') return null;
  const session = await findSession();
  if (!session) return 'signed_out';
  const { personId, sid } = session;
  if (kind === 'add_account') return rememberIntent({ kind, personId, sid });
  const { scope, account } = await requireAccount(session, form.get('account') ?? '');
  requireOwner(scope, account.id);
  return rememberIntent({ kind, personId, sid, accountId: account.id });
}

/**
 * Lets next-auth make state and challenge. Its CSRF pair is minted here, because the Origin check above already proved
 * that our own page sent the form.
 */
async function toJobber(form: URLSearchParams, intentId: string | null): Promise<Response> {
  const token = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(`${token}${env().NEXTAUTH_SECRET}`).digest('hex');
  const jar = await cookies();
  jar.set(cookieName('csrf'), `${token}|${hash}`, cookieOptions());
  if (intentId) jar.set(cookieName('intent'), intentId, { ...cookieOptions(), maxAge: 15 * 60 });
  else jar.set(cookieName('intent'), '', { ...cookieOptions(), maxAge: 0 });
  const inner = new NextRequest(publicUrl('/api/auth/signin/jobber'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken: token, callbackUrl: localPath(form.get('next')) }),
  });
  const params = Promise.resolve({ nextauth: ['signin', 'jobber'] });
  return NextAuth(inner, { params }, authOptions());
}

function refused(failure: SignInFailure, next: string | null): Response {
  return NextResponse.redirect(signInUrl(failure, next), {
    status: 303,
    headers: { 'cache-control': 'no-store' },
  });
}
