import 'server-only';
import type { CookiesOptions } from 'next-auth';
import { env } from '@/lib/env';

/** Whether the browser reaches this server over https, as the operator says; proxies' headers do not count. */
export function isHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith('https://');
}

/** `__Host-` binds a cookie to this host and to https; plain names exist for http://localhost alone. */
export function cookieName(name: 'session' | 'csrf' | 'state' | 'pkce' | 'callback' | 'intent') {
  return `${isHttps() ? '__Host-' : ''}fieldboard.${name}`;
}

/** Attributes of every cookie that signing in needs.  */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() };
}

/** next-auth's cookies under our names. */
export function authCookies(): Partial<CookiesOptions> {
  const options = cookieOptions();
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: cookieName('session'), options },
    csrfToken: { name: cookieName('csrf'), options },
    callbackUrl: { name: cookieName('callback'), options },
    state: { name: cookieName('state'), options: brief },
    pkceCodeVerifier: { name: cookieName('pkce'), options: brief },
  };
}
