'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { type JobRow, jobStatuses } from '@/lib/live/contract';
import { Loaded } from '../../_query/loaded';
import { RecordList } from '../../_query/record-list';
import { type PageAnswer, usePages } from '../../_query/use-pages';
import { FilterChip } from '../../_ui/filter-chip';
import type { Formats } from '../../_ui/formats';
import { recordStateWord } from '../../_ui/record-state';
import { SearchField } from '../../_ui/search-field';
import { jobColumns } from './job-columns';
import { type JobsView, jobsView, jobsViewText } from './jobs-view';

const statuses: readonly { value: JobsView['status']; label: string }[] = [
  { value: 'all', label: 'All' },
  ...jobStatuses.map((status) => ({ value: status, label: recordStateWord('job', status) })),
];

const sorts: readonly { value: JobsView['sort']['key']; label: string }[] = [
  { value: 'number', label: 'Number' },
  { value: 'client', label: 'Client' },
  { value: 'schedule', label: 'Start' },
  { value: 'total', label: 'Total' },
  { value: 'updated', label: 'Last changed' },
];

const upward = new Set<JobsView['sort']['key']>(['client', 'schedule', 'status']);

/** The list of jobs: the URL holds the view, `load` brings its rows. */
export function JobsList({
  firstView,
  first,
  load,
  formats,
  now,
}: {
  firstView: JobsView;
  first: PageAnswer<JobRow>;
  load: (
    account: string | undefined,
    input: { view: Omit<JobsView, 'account'>; after?: string | undefined },
  ) => Promise<PageAnswer<JobRow>>;
  formats: Formats;
  now: string;
}) {
  const [view, setView] = useQueryStates(jobsView);
  const { account, ...viewOfAccount } = view;
  const pages = usePages({
    key: ['jobs', jobsViewText(view)],
    firstKey: ['jobs', jobsViewText(firstView)],
    first,
    load: (after) => load(account ?? undefined, { view: viewOfAccount, after }),
  });
  const { hidden, checkedAt = now } = pages;
  const columns = useMemo(
    () => jobColumns({ formats, now: checkedAt, hidden, account: view.account }),
    [formats, checkedAt, hidden, view.account],
  );

  return (
    <RecordList
      many="jobs"
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      sort={view.sort}
      onSort={(sort) => setView({ sort })}
      isFiltered={view.search !== '' || view.status !== 'all'}
      search={view.search}
      onClear={() => setView({ search: null, status: null })}
      empty="There are no jobs in this Jobber account yet. The first one you create in Jobber shows up here."
      summary={<Loaded pages={pages} one="job" many="jobs" />}
      controls={
        <>
          <SearchField
            label="Search title, number, client, street"
            value={view.search}
            onChange={(search) => setView({ search })}
          />
          <FilterChip
            label="Status"
            value={view.status}
            options={statuses}
            unset="all"
            onChange={(status) => setView({ status })}
          />
          <FilterChip
            label="Sort"
            value={view.sort.key}
            options={sorts}
            unset="number"
            onChange={(key) =>
              setView({ sort: { key, direction: upward.has(key) ? 'ASCENDING' : 'DESCENDING' } })
            }
            className="sm:hidden"
          />
        </>
      }
    />
  );
}
