import 'server-only';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { createJobberClient, type JobberClient } from '@/lib/jobber/client';

/**
 * A client for one question with one access token, without a refresh. A 401 is `temporarily_unavailable`: it says that
 * this token is over, not that the grant is.
 * @public
 */
export function tokenClient(token: string): JobberClient {
  return createJobberClient({
    apiUrl: env().JOBBER_API_URL,
    apiVersion: env().JOBBER_API_VERSION,
    token: async () => ({ token, version: 0 }),
    onRejected: async () => {
      throw new AppError('temporarily_unavailable', 'Jobber does not accept this token any more.');
    },
  });
}
