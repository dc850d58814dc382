import 'server-only';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { decode } from 'next-auth/jwt';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { revokeSession } from '@/lib/access/sessions';
import { takeIntent } from '@/lib/access/sign-in-intents';
import { env } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { authOptions, sessionToken } from './auth-options';
import { cookieName, cookieOptions } from './cookies';
import { isSameOrigin, publicUrl, signInUrl } from './same-origin';
import { currentAttempt, type SignInAttempt } from './sign-in-attempt';
import type { SignInFailure } from './sign-in-failure';
import { visitorKey } from './visitor';

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/**
 * Everything under /api/auth that next-auth answers, with our checks before it and our reasons after it.
 * @public
 */
export async function handleAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  if (request.method !== 'GET' && !isSameOrigin(request)) return toSignIn('foreign_origin');
  const { nextauth } = await context.params;
  if (nextauth[0] === 'callback') return returnFromJobber(request, context);
  // Starting and ending have routes of their own; next-auth's would start without our limits and intents.
  if (['signin', 'signout', 'error'].includes(nextauth[0] ?? '')) {
    return redirectTo(nextauth[0] === 'signout' ? '/sign-in/out' : '/sign-in');
  }
  return NextAuth(request, context, authOptions());
}

/**
 * Ends this browser's sign-in; the connection to Jobber stays.
 * @public
 */
export async function endSession(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request)) return toSignIn('foreign_origin');
  const ids = await idsOf(request);
  if (ids) await revokeSession(ids.personId, ids.sid);
  const response = redirectTo('/sign-in?signed-out=1');
  response.cookies.set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 });
  return response;
}

async function returnFromJobber(request: NextRequest, context: AuthContext): Promise<Response> {
  const { searchParams } = request.nextUrl;
  const next = pageToReturnTo(request);
  const early = refusedEarly(searchParams);
  if (early) return toSignIn(early, next);
  const attempt: SignInAttempt = {
    startedAt: new Date(),
    intent: null,
    previousSid: (await idsOf(request))?.sid ?? null,
    userAgent: request.headers.get('user-agent'),
    failure: null,
    slug: null,
  };
  try {
    await takeRateLimit(`callback:${visitorKey(request.headers)}`, {
      limit: 60,
      windowSeconds: 60,
    });
    const intentId = request.cookies.get(cookieName('intent'))?.value;
    attempt.intent = intentId ? await takeIntent(intentId) : null;
    if (intentId && !attempt.intent) return toSignIn('lost_intent', next);
  } catch (error) {
    return toSignIn(failureBeforeJobber(error), next);
  }
  const response = await currentAttempt.run(attempt, () =>
    NextAuth(withoutIssuer(request), context, authOptions()),
  );
  return attempt.failure || !hasSession(response)
    ? failed(response, attempt, next)
    : arrived(response, attempt);
}

/** What can be told from the address alone, before any token is asked for. */
function refusedEarly(params: URLSearchParams): SignInFailure | null {
  // Jobber reports a denial with no parameters at all, and starts from its Marketplace carry a code but no state.
  if ([...params.keys()].length === 0 || params.get('error') === 'access_denied') return 'denied';
  if (params.has('code') && !params.has('state')) return 'started_at_jobber';
  if (params.has('error'))
    return params.get('error') === 'invalid_client' ? 'wrong_secret' : 'refused';
  return null;
}

function failureBeforeJobber(error: unknown): SignInFailure {
  if (isAppError(error) && error.code === 'rate_limited') return 'rate_limited';
  log.error({ event: 'sign_in_failed', err: error }, 'the sign-in could not be looked up');
  return 'database_down';
}

/** next-auth keeps in a cookie where its flow was to end; a sign-in that fails on the way shall not forget it. */
function pageToReturnTo(request: NextRequest): string | null {
  const kept = request.cookies.get(cookieName('callback'))?.value;
  if (!kept || !URL.canParse(kept)) return null;
  const url = new URL(kept);
  return url.origin === env().NEXTAUTH_URL ? `${url.pathname}${url.search}${url.hash}` : null;
}

// The OAuth library refuses an `iss` it was not told to expect, and Jobber may begin to send one any day.
function withoutIssuer(request: NextRequest): NextRequest {
  const url = request.nextUrl.clone();
  url.searchParams.delete('iss');
  return new NextRequest(url, { method: request.method, headers: request.headers });
}

function hasSession(response: Response): boolean {
  return response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${cookieName('session')}=`) && !/Max-Age=0/i.test(cookie));
}

/** next-auth sends failures on with a code of its own; ours says what happened. Its cookies are kept: they clear state. */
function failed(response: Response, attempt: SignInAttempt, next: string | null): Response {
  const answer = toSignIn(attempt.failure ?? 'refused', next);
  for (const cookie of response.headers.getSetCookie()) {
    if (!cookie.startsWith(cookieName('session'))) answer.headers.append('set-cookie', cookie);
  }
  return answer;
}

function arrived(response: Response, { intent, slug }: SignInAttempt): Response {
  const headers = new Headers(response.headers);
  // Whoever named no page to come back to sees the result on the Connection page.
  if (intent && headers.get('location') === `${env().NEXTAUTH_URL}/`) {
    const done = intent.kind === 'reconnect' ? 'reconnected' : 'added';
    headers.set('location', publicUrl(`/connection?account=${slug}&done=${done}`).href);
  }
  headers.append('set-cookie', expired(cookieName('intent')));
  return new Response(null, { status: response.status, headers });
}

function toSignIn(failure: SignInFailure, next: string | null = null): NextResponse {
  const { pathname, search } = signInUrl(failure, next);
  const response = redirectTo(`${pathname}${search}`);
  response.cookies.set(cookieName('intent'), '', { ...cookieOptions(), maxAge: 0 });
  return response;
}

function redirectTo(path: string): NextResponse {
  return NextResponse.redirect(publicUrl(path), {
    status: 303,
    headers: { 'cache-control': 'no-store' },
  });
}

function expired(name: string): string {
  const response = NextResponse.json(null);
  response.cookies.set(name, '', { ...cookieOptions(), maxAge: 0 });
  return response.headers.getSetCookie()[0] ?? '';
}

async function idsOf(request: NextRequest) {
  const token = request.cookies.get(cookieName('session'))?.value;
  if (!token) return null;
  const decoded = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const ids = sessionToken.safeParse(decoded);
  return ids.success ? ids.data : null;
}
