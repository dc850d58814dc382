import 'server-only';
import type { AccountScope } from '@/lib/access/account-scope';
import { jobberFor } from '@/lib/connection';
import type { JobRow, JobSortKey, Page } from '@/lib/live/contract';
import { liveJobs } from '@/lib/live/jobs';
import { singleAccount } from '../single-account';
import type { JobsView } from './jobs-view';

const rowsPerPage = 50;

const sortKeys: Record<JobsView['sort']['key'], JobSortKey> = {
  number: 'JOB_NUMBER',
  client: 'CLIENT_PRIMARY_NAME',
  status: 'JOB_STATUS',
  schedule: 'SCHEDULE',
  total: 'TOTAL_COST',
  updated: 'UPDATED_AT',
};

/** One page of the job list, asked of Jobber. */
export function readJobs(
  scope: AccountScope,
  view: Omit<JobsView, 'account'>,
  after?: string,
): Promise<Page<JobRow>> {
  const account = singleAccount(scope);
  return liveJobs(jobberFor(account.id, { personId: scope.personId }), {
    search: view.search,
    status: view.status === 'all' ? undefined : view.status,
    sort: { key: sortKeys[view.sort.key], direction: view.sort.direction },
    first: rowsPerPage,
    after,
  });
}
