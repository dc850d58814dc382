'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { jobberFor } from '@/lib/connection';
import type { CreateClientAnswer, SimilarClient } from '@/lib/live/contract';
import { createClient, similarClients } from '@/lib/live/create-client';
import { newClientSchema } from '@/lib/live/input';
import { checkRecord } from '@/lib/sync/check-record';
import { singleAccount } from '../../single-account';

const names = z.object({
  firstName: z.string().trim().max(255).optional(),
  lastName: z.string().trim().max(255).optional(),
  companyName: z.string().trim().max(255).optional(),
  email: z.string().trim().max(255).optional(),
});

/** Clients that Jobber finds similar to the one being typed, so that nobody is created twice. */
export const similarClientsAction = accountAction(
  { name: 'similar_clients', right: 'ask', limit: { limit: 60, windowSeconds: 60 } },
  names,
  async ({ email, ...input }, { scope }): Promise<{ similar: SimilarClient[] }> => {
    const client = jobberFor(singleAccount(scope).id, { personId: scope.personId });
    const emails = email ? [{ address: email, kind: 'MAIN' as const }] : undefined;
    return { similar: await similarClients(client, { ...input, emails }) };
  },
);

/** Creates the client in Jobber and reads it back, so that its page is there at once. */
export const createClientAction = accountAction(
  { name: 'create_client', right: 'ask', limit: { limit: 20, windowSeconds: 60 } },
  z.unknown(),
  async (input, { scope }): Promise<CreateClientAnswer> => {
    const parsed = newClientSchema.safeParse(input);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => [path.join('.'), message]);
      return { kind: 'refused', fieldErrors: Object.fromEntries(errors) };
    }
    const accountId = singleAccount(scope).id;
    const client = jobberFor(accountId, { personId: scope.personId });
    const answer = await createClient(client, parsed.data);
    if (answer.kind === 'created') {
      // It exists in Jobber whether or not we can read it back now: its page asks again.
      await checkRecord(client, accountId, 'client', answer.client.id).catch(() => undefined);
    }
    return answer;
  },
);
