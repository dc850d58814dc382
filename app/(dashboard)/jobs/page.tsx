import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Suspense } from 'react';
import { requireScope } from '@/lib/session';
import { defaultFormats } from '../../_ui/formats';
import { ListSkeleton } from '../../_ui/skeleton';
import { ConnectionLine } from '../connection-line';
import { ConnectionMark } from '../connection-mark';
import { PageHeader } from '../page-header';
import { readOrFailure } from '../read-or-failure';
import { loadJobsAction } from './actions';
import { JobsList } from './jobs-list';
import { type JobsView, jobsViewText, loadJobsView } from './jobs-view';
import { readJobs } from './read-jobs';

export const metadata: Metadata = { title: 'Jobs' };

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = await loadJobsView(searchParams);
  const asked = view.account ?? undefined;
  await requireScope(asked);
  return (
    <>
      <PageHeader
        title="Jobs"
        acts={
          <Suspense>
            <ConnectionMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine asked={asked} path={jobsViewText('/jobs', view)} />
          </Suspense>
        }
      />
      <Suspense fallback={<ListSkeleton label="Reading jobs from Jobber" />}>
        <FirstJobs view={view} />
      </Suspense>
    </>
  );
}

async function FirstJobs({ view }: { view: JobsView }) {
  const { scope } = await requireScope(view.account ?? undefined);
  const first = await readOrFailure('jobs', () => readJobs(scope, view));
  return (
    <JobsList
      firstView={view}
      first={first}
      load={loadJobsAction}
      formats={defaultFormats}
      now={new Date().toISOString()}
    />
  );
}
