import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { env } from '@/lib/env';
import { authorizationUrl } from '@/lib/jobber/oauth';
import { type JobberProfile, jobberIdentity } from './jobber-identity';
import { noteFailure } from './sign-in-attempt';

/**
 * Jobber for next-auth. Overriding `token.request` would skip next-auth's state and PKCE checks, so it stays; the default
 * 3.5 s would burn the code of a slow Jobber; identity comes from GraphQL, because Jobber has no userinfo endpoint.
 */
export function jobberProvider(): OAuthConfig<JobberProfile> {
  const { JOBBER_API_URL, JOBBER_CLIENT_ID, JOBBER_CLIENT_SECRET, JOBBER_PKCE } = env();
  const authorize = authorizationUrl({
    apiUrl: JOBBER_API_URL,
    clientId: JOBBER_CLIENT_ID,
    redirectUri: '',
    state: '',
  });
  return {
    id: 'jobber',
    name: 'Jobber',
    type: 'oauth',
    clientId: JOBBER_CLIENT_ID,
    clientSecret: JOBBER_CLIENT_SECRET,
    authorization: { url: `${authorize.origin}${authorize.pathname}`, params: { scope: '' } },
    token: new URL('/api/oauth/token', JOBBER_API_URL).href,
    userinfo: { request: ({ tokens }) => jobberIdentity(tokens.access_token) },
    client: { token_endpoint_auth_method: 'client_secret_post' },
    checks: JOBBER_PKCE ? ['pkce', 'state'] : ['state'],
    httpOptions: { timeout: 10_000 },
    profile: (profile) => {
      if (!profile.sub) {
        noteFailure('refused');
        throw new Error('Jobber named no user');
      }
      return { id: profile.sub };
    },
  };
}
