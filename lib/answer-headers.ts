import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env, rawEnv } from './env';

type HeaderList = [name: string, value: string][];

/**
 * What belongs to one request: what Next and pages read of it (the nonce of its scripts, through the policy, and
 * `x-fieldboard-path`, the page that was asked for), and what the browser is told with the answer. Nothing about access:
 * whoever may read something is decided where it is read.
 * @public
 */
export function headersFor(path: string): { request: HeaderList; answer: HeaderList } {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy: HeaderList[number] = ['content-security-policy', contentSecurityPolicy(nonce)];
  return {
    request: [policy, ['x-nonce', nonce], ['x-fieldboard-path', path]],
    answer: [policy, ...securityHeaders()],
  };
}

/**
 * Gives the pages of this process their headers before Next sees the request. `proxy.ts` does the same for those that came
 * before this was called, at the price of a fifth of an empty page, and for whatever brings a body: with a proxy Next has
 * all of it before it passes an action on, without one the refusal of a large body breaks the line and takes six seconds.
 * @public
 */
export function giveHeaders(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as {
      request: IncomingMessage;
      response: ServerResponse;
    };
    // It tells the proxy that the headers are there.
    delete request.headers['x-nonce'];
    const url = request.url ?? '/';
    if (request.method !== 'GET' || withoutPage.test(url)) return;
    const headers = headersFor(pageOf(url));
    for (const [name, value] of headers.request) request.headers[name] = value;
    for (const [name, value] of headers.answer) response.setHeader(name, value);
  });
}

// Webhooks are answered without a body, hundreds a second when somebody edits in bulk.
const withoutPage = /^\/(_next\/(static|image)|api\/webhooks\/)/;

/** Path and query of a page as its address shows them. Next asks for its data with a parameter of its own. */
function pageOf(url: string): string {
  if (!url.startsWith('/')) return '/';
  if (!url.includes('_rsc=')) return url;
  const [path = '/', search = ''] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  query.delete('_rsc');
  return query.size === 0 ? path : `${path}?${query}`;
}

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

function securityHeaders(): HeaderList {
  const headers: HeaderList = [
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
