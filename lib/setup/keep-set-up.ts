import 'server-only';
import { type NextRequest, NextResponse } from 'next/server';
import { z } from 'zod';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { edgeFailure } from '@/lib/edge-failure';
import { env, isSetUp } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { isSameOrigin, publicUrl } from '@/lib/session/same-origin';
import { visitorKey } from '@/lib/session/visitor';
import { keepJobberApp } from '@/lib/vault/app-secret';
import { checkJobberApp } from './check-jobber-app';
import { requireSetUpCode } from './set-up-mode';

const form = z.object({
  code: z.string().max(100),
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
    if (!isSameOrigin(request)) {
      throw new AppError('forbidden', 'This request did not come from a page of this server.');
    }
    await takeRateLimit(`setup:${visitorKey(request.headers)}`, { limit: 20, windowSeconds: 60 });
    const text = await request.text();
    const given = form.safeParse(Object.fromEntries(new URLSearchParams(text.slice(0, 4096))));
    if (!given.success) {
      throw new AppError('bad_input', 'Enter both the client id and the client secret.');
    }
    const { clientId, clientSecret } = given.data;
    requireSetUpCode(given.data.code);
    code = given.data.code;
    if (isSetUp()) throw new AppError('conflict', 'This server is set up already. Sign in.');
    await checkJobberApp({ clientId, clientSecret, apiUrl: env().JOBBER_API_URL });
    await keepJobberApp({ clientId, clientSecret });
    return away('/sign-in');
  } catch (error) {
    const { error: failure } = edgeFailure(error, { name: 'set_up' });
    if (failure.code === 'conflict') return away('/sign-in');
    const query = new URLSearchParams({ ...(code ? { code } : {}), failed: failure.message });
    return away(`/setup?${query}`);
  }
}

function away(path: string): Response {
  return NextResponse.redirect(publicUrl(path), {
    status: 303,
    headers: { 'cache-control': 'no-store' },
  });
}
