import 'server-only';
import { env } from '@/lib/env';
import { publicUrl } from './same-origin';

/**
 * What the sign-in page says about this server: where people open it, the callback Jobber must know, and whether Jobber is a stand-in.
 * @public
 */
export function signInPlace(): { address: string; callback: string; isSandbox: boolean } {
  return {
    address: env().NEXTAUTH_URL,
    callback: publicUrl('/api/auth/callback/jobber').href,
    isSandbox: isSandbox(),
  };
}

/**
 * True while this server talks to something else than Jobber itself.
 * @public
 */
export function isSandbox(): boolean {
  return !new URL(env().JOBBER_API_URL).hostname.endsWith('getjobber.com');
}
