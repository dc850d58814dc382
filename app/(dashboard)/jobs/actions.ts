'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { jobStatuses } from '@/lib/live/contract';
import { readJobs } from './read-jobs';

const input = z.object({
  view: z.object({
    search: z.string().max(200),
    status: z.enum([...jobStatuses, 'all']),
    sort: z.object({
      key: z.enum(['number', 'client', 'status', 'schedule', 'total', 'updated']),
      direction: z.enum(['ASCENDING', 'DESCENDING']),
    }),
  }),
  after: z.string().min(1).max(500).optional(),
});

/** The next page of the job list. */
export const loadJobsAction = accountAction(
  { name: 'load_jobs' },
  input,
  ({ view, after }, { scope }) => readJobs(scope, view, after),
);
