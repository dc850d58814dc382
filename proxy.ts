import { type NextRequest, NextResponse } from 'next/server';
import { env, rawEnv } from '@/lib/env';

/**
 * Headers for every page, and nothing about access: whoever may read something is decided where it is read.
 * The nonce reaches Next through the request's own policy header; pages find their path in `x-fieldboard-path`.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.set('x-fieldboard-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of securityHeaders()) response.headers.set(name, value);
  return response;
}

// Webhooks are answered without a body, hundreds a second when somebody edits in bulk.
export const config = { matcher: ['/((?!_next/static|_next/image|api/webhooks/).*)'] };

/** Browsers apply form-action along redirects, so the way to Jobber's consent page has to be allowed. */
function contentSecurityPolicy(nonce: string): string {
  const { JOBBER_API_URL, NEXTAUTH_URL } = env();
  const isJobber = new URL(JOBBER_API_URL).hostname.endsWith('.getjobber.com');
  const isDevelopment = rawEnv('NODE_ENV') === 'development';
  const directives = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Components set widths and positions with style attributes; style elements need the nonce.
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-src 'none'`,
    `frame-ancestors 'none'`,
    `form-action 'self' ${JOBBER_API_URL}${isJobber ? ' https://*.getjobber.com' : ''}`,
  ];
  if (NEXTAUTH_URL.startsWith('https://')) directives.push('upgrade-insecure-requests');
  return directives.join('; ');
}

function securityHeaders(): [string, string][] {
  const headers: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ];
  if (env().NEXTAUTH_URL.startsWith('https://')) {
    headers.push(['strict-transport-security', 'max-age=63072000; includeSubDomains']);
  }
  return headers;
}
