import 'server-only';
import type { Profile } from 'next-auth';
import { z } from 'zod';
import type { JobberIdentity } from '@/lib/access/admission';
import { env } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { createJobberClient } from '@/lib/jobber/client';
import { graphql } from '@/lib/jobber/graphql';
import { log } from '@/lib/log';
import { noteFailure } from './sign-in-attempt';
import type { SignInFailure } from './sign-in-failure';

/** What next-auth carries of the identity; `sub` joins account and user, because a user belongs to one account. */
export type JobberProfile = Profile & { identity: JobberIdentity };

const identityQuery = graphql(`
  query SignInIdentity {
    account { id name }
    user { id name { full } email { raw } isAccountAdmin }
  }
`);

const answer = z.object({
  account: z.object({ id: z.string().min(1), name: z.string() }),
  user: z
    .object({
      id: z.string().min(1),
      name: z.object({ full: z.string() }).nullish(),
      email: z.object({ raw: z.string() }).nullish(),
      isAccountAdmin: z.boolean().nullish(),
    })
    .nullish(),
});

/**
 * Asks Jobber whose token this is. The code is spent by now, so one failure of the network is asked again; a query is
 * safe to repeat. Every other failure is noted for the sign-in page and thrown.
 * @public
 */
export async function jobberIdentity(accessToken: string | undefined): Promise<JobberProfile> {
  try {
    const data = answer.parse(await askTwice(accessToken ?? ''));
    if (!data.user) {
      throw new AppError('jobber_hidden', 'The app may not read users, so nobody can be known.');
    }
    const { account, user } = data;
    return {
      sub: `${account.id}/${user.id}`,
      identity: {
        jobberAccount: { id: account.id, name: account.name.trim() || 'Jobber account' },
        jobberUser: {
          id: user.id,
          name: user.name?.full.trim() || 'Jobber user',
          email: user.email?.raw ?? null,
          isAdmin: user.isAccountAdmin === true,
        },
      },
    };
  } catch (error) {
    noteFailure(failureOfIdentity(error));
    log.warn({ event: 'sign_in_identity', err: error }, 'Jobber did not say who signed in');
    throw error;
  }
}

async function askTwice(token: string): Promise<unknown> {
  const client = createJobberClient({
    apiUrl: env().JOBBER_API_URL,
    apiVersion: env().JOBBER_API_VERSION,
    token: async () => ({ token, version: 0 }),
    onRejected: async () => {
      throw new AppError('jobber_refused', 'Jobber does not accept the token it has just given.');
    },
  });
  const ask = async () => (await client.query(identityQuery, {}, { timeoutMs: 10_000 })).data;
  return ask().catch((error: unknown) => {
    if (isAppError(error) && error.code === 'jobber_unreachable') return ask();
    throw error;
  });
}

function failureOfIdentity(error: unknown): SignInFailure {
  if (!isAppError(error)) return 'refused';
  switch (error.code) {
    case 'jobber_inactive':
      return 'inactive';
    case 'jobber_hidden':
      return 'users_hidden';
    case 'jobber_unreachable':
    case 'jobber_throttled':
    case 'temporarily_unavailable':
      return 'jobber_down';
    default:
      return 'refused';
  }
}
