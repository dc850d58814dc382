'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { clientStatuses } from '@/lib/live/contract';
import { readClients } from './read-clients';

const input = z.object({
  view: z.object({
    search: z.string().max(200),
    status: z.enum(clientStatuses),
    sort: z.object({
      key: z.enum(['name', 'updated']),
      direction: z.enum(['ASCENDING', 'DESCENDING']),
    }),
  }),
  after: z.string().min(1).max(500).optional(),
});

/** The next page of the client list. */
export const loadClientsAction = accountAction(
  { name: 'load_clients' },
  input,
  ({ view, after }, { scope }) => readClients(scope, view, after),
);
