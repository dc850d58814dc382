import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ListRoute } from '../list-route';
import { JobsList } from './jobs-list';

export const metadata: Metadata = { title: 'Jobs' };

export default function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <ListRoute list="jobs" title="Jobs" path="/jobs" searchParams={searchParams}>
      {(setup) => <JobsList setup={setup} />}
    </ListRoute>
  );
}
