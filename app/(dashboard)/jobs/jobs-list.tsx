'use client';

import { lazy, Suspense } from 'react';
import { jobStatuses } from '@/lib/live/contract';
import { filters } from '../../_query/list-filters';
import type { PackedSetup } from '../../_query/list-page';
import { ListScreen } from '../../_query/list-screen';
import { recordStateWord } from '../../_ui/record-state';
import { jobColumns } from './job-columns';

const jobFilters = [
  {
    name: 'status',
    label: 'Status',
    kind: 'options',
    options: jobStatuses.map((value) => ({ value, label: recordStateWord('job', value) })),
  },
  {
    name: 'state',
    label: 'Needs',
    kind: 'options',
    options: [
      { value: 'unbilled', label: 'Done, not billed' },
      { value: 'unscheduled', label: 'Unscheduled' },
      { value: 'late', label: 'Late visits' },
    ],
  },
  filters.assignee,
  filters.salesperson,
  filters.tag,
  filters.city,
  { ...filters.min, label: 'Total at least' },
  { ...filters.max, label: 'Total at most' },
  {
    name: 'date',
    label: 'Dates are of the',
    kind: 'options',
    options: [
      { value: 'start', label: 'Start' },
      { value: 'completed', label: 'Completion' },
      { value: 'created', label: 'Creation' },
      { value: 'updated', label: 'Last change' },
    ],
  },
  filters.archived,
  filters.from,
  filters.to,
  filters.older,
  filters.newer,
  filters.balance,
  filters.overdue,
  filters.lead,
  filters.field,
  filters.client,
  filters.property,
  filters.job,
] as const;

// Few searches find nothing: its code comes when one does.
const AskJobber = lazy(async () => ({ default: (await import('../ask-jobber')).AskJobber }));

const sorts = [
  { value: '-number', label: 'Number' },
  { value: 'client', label: 'Client' },
  { value: 'start', label: 'Start' },
  { value: '-total', label: 'Total' },
  { value: '-uninvoiced', label: 'Not billed' },
];

/** Every job: for whom, how it stands, what it is worth and what is not billed. */
export function JobsList({ setup }: { setup: PackedSetup<'jobs'> }) {
  return (
    <ListScreen
      list="jobs"
      one="job"
      many="jobs"
      setup={setup}
      columnsOf={jobColumns}
      filters={jobFilters}
      sorts={sorts}
      defaultSort="-number"
      sumWords={{ total: 'in total', uninvoiced: 'not billed' }}
      searchLabel="Search title, number, client, street"
      empty="There are no jobs in this Jobber account yet. The first one you create in Jobber shows up here."
      askJobber={(search) => (
        <Suspense>
          <AskJobber list="jobs" search={search} />
        </Suspense>
      )}
    />
  );
}
