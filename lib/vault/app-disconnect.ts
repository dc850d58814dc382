import 'server-only';
import type { JobberClient } from '@/lib/jobber/client';
import { graphql } from '@/lib/jobber/graphql';

// It invalidates all tokens of the account for this app, so one call with any of them is enough.
const appDisconnect = graphql(`
  mutation AppDisconnect {
    appDisconnect { app { name } userErrors { message } }
  }
`);

/**
 * Ends the app's access for the account of `client` at Jobber, all grants at once. False when Jobber objects; throws
 * what the client throws.
 * @public
 */
export async function disconnectApp(client: Pick<JobberClient, 'query'>): Promise<boolean> {
  const { data } = await client.query(appDisconnect, {});
  return data.appDisconnect.userErrors.length === 0;
}
