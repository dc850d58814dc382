'use client';

import type { VisitListRow } from '@/lib/records/contract';
import { filters } from '../../../_query/list-filters';
import type { PackedSetup } from '../../../_query/list-page';
import { type ColumnContext, ListScreen } from '../../../_query/list-screen';
import { Moment } from '../../../_ui/moment';
import { Unknown } from '../../../_ui/money';
import type { Column } from '../../../_ui/record-table';
import { RowLink } from '../../../_ui/row-link';
import { accountColumn, clientColumn, Numbered, noTitle, placeColumn } from '../../list-cells';
import { pageHref } from '../../record-href';
import { VisitState } from '../../visit-state';

const visitFilters = [
  {
    name: 'state',
    label: 'Needs',
    kind: 'options',
    options: [
      { value: 'open', label: 'Not done' },
      { value: 'late', label: 'Late' },
      { value: 'unassigned', label: 'Nobody assigned' },
      { value: 'unconfirmed', label: 'Not confirmed' },
      { value: 'unscheduled', label: 'No date' },
    ],
  },
  filters.assignee,
  filters.tag,
  filters.city,
  filters.from,
  filters.to,
  filters.older,
  { ...filters.newer, label: 'Since', kind: 'since' },
  filters.lead,
  filters.archived,
  filters.balance,
  filters.overdue,
  filters.client,
  filters.property,
  filters.job,
] as const;

const sorts = [
  { value: 'start', label: 'Next first' },
  { value: '-start', label: 'Latest first' },
  { value: 'client', label: 'Client' },
];

/** Every visit: when, for whom, where, who goes. A visit opens its job. */
export function VisitsList({ setup }: { setup: PackedSetup<'visits'> }) {
  return (
    <ListScreen
      list="visits"
      one="visit"
      many="visits"
      setup={setup}
      columnsOf={visitColumns}
      filters={visitFilters}
      sorts={sorts}
      defaultSort="-start"
      sumWords={{}}
      searchLabel="Search job, client, street"
      empty="There are no visits in this Jobber account yet. The first one you schedule in Jobber shows up here."
    />
  );
}

export function visitColumns(context: ColumnContext): Column<VisitListRow>[] {
  const { now, of } = context;
  return [
    {
      id: 'start',
      label: 'When',
      sortKey: 'start',
      phone: 'aside',
      long: 'sm:w-44',
      cell: (row) => (
        <Moment
          at={row.startAt}
          now={now}
          formats={of(row.accountId).formats}
          time={!row.isAllDay}
          unknown="No date yet"
        />
      ),
    },
    {
      id: 'title',
      label: 'Visit',
      phone: 'title',
      long: 'sm:flex-[4]',
      cell: (row) => (
        <Numbered number={row.jobNumber}>
          <RowLink href={pageHref('job', row.jobId, of(row.accountId).slug)}>
            {row.title || noTitle}
          </RowLink>
        </Numbered>
      ),
    },
    ...accountColumn<VisitListRow>(context),
    clientColumn<VisitListRow>(),
    placeColumn<VisitListRow>(context),
    {
      id: 'crew',
      label: 'Crew',
      from: 'desk',
      long: 'sm:flex-[2]',
      cell: (row) => row.assignees.join(', ') || <Unknown reason="Nobody is assigned" />,
    },
    {
      id: 'status',
      label: 'Status',
      sortKey: 'status',
      phone: 'meta',
      long: 'sm:w-32',
      cell: (row) => <VisitState visit={row} />,
    },
  ];
}
