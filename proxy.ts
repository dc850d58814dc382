import { type NextRequest, NextResponse } from 'next/server';
import { headersFor } from '@/lib/answer-headers';

/** The headers of requests that have none yet: those with a body, and those of the first second of a start. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const given = headersFor(`${pathname}${search}`);
  const headers = new Headers(request.headers);
  for (const [name, value] of given.request) headers.set(name, value);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of given.answer) response.headers.set(name, value);
  return response;
}

export const config = {
  matcher: [
    {
      source: '/((?!_next/static|_next/image|api/webhooks/).*)',
      missing: [{ type: 'header', key: 'x-nonce' }],
    },
  ],
};
