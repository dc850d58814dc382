import 'server-only';
import { env } from '@/lib/env';
import type { SignInFailure } from './sign-in-failure';

/**
 * Whether a page of ours sent this request: the exact origin, which no other site can make a browser claim.
 * @public
 */
export function isSameOrigin(request: { headers: Headers }): boolean {
  return request.headers.get('origin') === env().NEXTAUTH_URL;
}

/**
 * A path of this server that `value` names, else `/`. Whatever a browser would read as another host (`//x`, `\\x`,
 * a scheme, encoded or with control characters in between) falls back.
 * @public
 */
export function localPath(value: string | null | undefined): string {
  const { NEXTAUTH_URL } = env();
  if (!value?.startsWith('/') || /\\|\s|\p{Cc}/u.test(value)) return '/';
  if (!URL.canParse(value, NEXTAUTH_URL)) return '/';
  const url = new URL(value, NEXTAUTH_URL);
  if (url.origin !== NEXTAUTH_URL || /^\/+(\/|%2f|%5c)/i.test(url.pathname)) return '/';
  if (/^\/(api|sign-in)(\/|$)/.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/**
 * An address of this server, as people see it.
 * @public
 */
export function publicUrl(path: string): URL {
  return new URL(path, env().NEXTAUTH_URL);
}

/** The sign-in page that explains `failure` and still knows which page to come back to afterwards. */
export function signInUrl(failure: SignInFailure, next: string | null | undefined): URL {
  const url = publicUrl(`/sign-in?error=${failure}`);
  const path = localPath(next);
  if (path !== '/') url.searchParams.set('next', path);
  return url;
}
