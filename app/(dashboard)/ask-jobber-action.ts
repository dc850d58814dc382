'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { jobberFor } from '@/lib/connection';
import { liveClients } from '@/lib/live/clients';
import { liveJobs } from '@/lib/live/jobs';
import { singleAccount } from './single-account';

const input = z.object({
  list: z.enum(['clients', 'jobs']),
  search: z.string().trim().min(1).max(200),
});

/** A record that Jobber itself found. */
export type JobberMatch = {
  id: string;
  title: string;
  note: string | null;
};

/** Searches in Jobber for what the read model does not have (yet); the first 25 that Jobber gives. */
export const askJobberAction = accountAction(
  { name: 'ask_jobber', right: 'ask', limit: { limit: 30, windowSeconds: 60 } },
  input,
  async ({ list, search }, { scope }): Promise<{ matches: JobberMatch[]; hasMore: boolean }> => {
    const client = jobberFor(singleAccount(scope).id, { personId: scope.personId });
    if (list === 'clients') {
      const { rows, hasNextPage } = await liveClients(client, { search, status: 'all' });
      const matches = rows.map((row) => ({
        id: row.id,
        title: row.name || 'No name',
        note: row.phone ?? row.email ?? row.city,
      }));
      return { matches, hasMore: hasNextPage };
    }
    const { rows, hasNextPage } = await liveJobs(client, { search });
    const matches = rows.map((row) => ({
      id: row.id,
      title: [row.jobNumber === null ? null : `#${row.jobNumber}`, row.title]
        .filter(Boolean)
        .join(' '),
      note: row.client?.name ?? null,
    }));
    return { matches, hasMore: hasNextPage };
  },
);
