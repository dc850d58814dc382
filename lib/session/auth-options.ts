import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import { z } from 'zod';
import { sessionDays } from '@/lib/access/sessions';
import { refreshAhead } from '@/lib/connection';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { completeSignIn } from './complete-sign-in';
import { authCookies, isHttps } from './cookies';
import type { JobberProfile } from './jobber-identity';
import { jobberProvider } from './jobber-provider';
import { currentAttempt, noteFailure } from './sign-in-attempt';
import { failureOfExchange } from './sign-in-failure';

/**
 * The ids in the cookie. A cookie of another shape (an older version, a stranger's) counts as none.
 * @public
 */
export const sessionToken = z.object({
  personId: z.uuid(),
  sid: z.uuid(),
  authTime: z.number().int(),
});

declare module 'next-auth' {
  interface Session {
    ids?: z.output<typeof sessionToken>;
  }
}

/**
 * next-auth as this program uses it: it signs people in and keeps ids, the vault keeps Jobber's tokens.
 * @public
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: isHttps(),
    cookies: authCookies(),
    session: { strategy: 'jwt', maxAge: sessionDays.absolute * 86_400 },
    pages: { signIn: '/sign-in', signOut: '/sign-in/out', error: '/sign-in' },
    providers: [jobberProvider()],
    callbacks: {
      async jwt({ token, account, profile }) {
        const attempt = currentAttempt.getStore();
        if (!account || !attempt) {
          const ids = sessionToken.safeParse(token);
          if (ids.success) refreshAhead(ids.data.personId);
          return token;
        }
        return completeSignIn(identityOf(profile), account, attempt);
      },
      session({ session, token }) {
        const ids = sessionToken.safeParse(token);
        return { expires: session.expires, ...(ids.success ? { ids: ids.data } : {}) };
      },
    },
    logger: { error: noteError, warn: () => undefined, debug: () => undefined },
  };
}

// next-auth hands over the profile that our own userinfo request returned.
function identityOf(profile: unknown): JobberProfile['identity'] {
  return (profile as JobberProfile).identity;
}

/** Messages of the OAuth library can quote what Jobber sent, so the log gets the kind alone. */
function noteError(code: string, metadata: unknown): void {
  const message = messageOf(metadata);
  if (/^OAUTH_CALLBACK/.test(code)) noteFailure(failureOfExchange(message));
  if (code === 'SIGNIN_OAUTH_ERROR') noteFailure('jobber_down');
  const reason = currentAttempt.getStore()?.failure ?? 'none';
  log.warn({ event: 'auth_error', code, reason }, 'signing in met an error');
}

function messageOf(metadata: unknown): string {
  if (metadata instanceof Error) return metadata.message;
  const inner =
    typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : '';
  return inner instanceof Error ? inner.message : String(inner);
}
