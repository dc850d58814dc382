import 'server-only';
import { type NextRequest, NextResponse } from 'next/server';
import { z } from 'zod';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { edgeFailure } from '@/lib/edge-failure';
import { env, isSetUp } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { isSameOrigin, publicUrl } from '@/lib/session/same-origin';
import { visitorKey } from '@/lib/session/visitor';
import { keepJobberApp } from '@/lib/vault/app-secret';
import { checkCallback, checkJobberApp } from './check-jobber-app';
import { databaseDown } from './server-checks';
import { isSetUpCode, requireSetUpCode } from './set-up-mode';

const form = z.object({
  clientId: z.string().trim().min(1).max(200),
  clientSecret: z.string().trim().min(1).max(500),
});

/**
 * The answer to the form of the set-up page: code checked, credentials tested at Jobber, stored sealed, then on to
 * signing in. A failure goes back to the page with its sentence; what was typed stays out of addresses and logs.
 * @public
 */
export async function keepSetUp(request: NextRequest): Promise<Response> {
  let code = '';
  try {
    const text = (await request.text()).slice(0, 4096);
    const fields = Object.fromEntries(new URLSearchParams(text));
    // First, because only with it there is a page to send the reasons of all refusals to.
    if (isSetUpCode(fields.code ?? '')) code = fields.code ?? '';
    await reached(
      takeRateLimit(`setup:${visitorKey(request.headers)}`, { limit: 20, windowSeconds: 60 }),
    );
    requireSetUpCode(code);
    requireOwnPage(request);
    const given = form.safeParse(fields);
    if (!given.success) {
      throw new AppError('bad_input', 'Enter both the client id and the client secret.');
    }
    const { clientId, clientSecret } = given.data;
    if (isSetUp()) throw new AppError('conflict', 'This server is set up already. Sign in.');
    const app = { clientId, clientSecret, apiUrl: env().JOBBER_API_URL };
    await checkJobberApp(app);
    await checkCallback(app, publicUrl('/api/auth/callback/jobber').href);
    await reached(keepJobberApp({ clientId, clientSecret }));
    return away('/sign-in');
  } catch (error) {
    const { error: failure } = edgeFailure(error, { name: 'set_up' });
    if (failure.code === 'conflict') return away('/sign-in');
    const query = new URLSearchParams({ ...(code ? { code } : {}), failed: failure.message });
    return away(`/setup?${query}`);
  }
}

function requireOwnPage(request: NextRequest): void {
  if (isSameOrigin(request)) return;
  const { NEXTAUTH_URL } = env();
  throw new AppError(
    'forbidden',
    `This form was sent from another address than ${NEXTAUTH_URL}. Open the address that the server printed; if people should use another one, set NEXTAUTH_URL to it and start the server again.`,
  );
}

/** The database away is a wrong turn with a remedy, not a failure of this program. */
async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError('database_unavailable', databaseDown, { cause });
  }
}

function away(path: string): Response {
  return NextResponse.redirect(publicUrl(path), {
    status: 303,
    headers: { 'cache-control': 'no-store' },
  });
}
