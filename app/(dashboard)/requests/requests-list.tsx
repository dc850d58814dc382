'use client';

import type { RequestListRow } from '@/lib/records/contract';
import { filters } from '../../_query/list-filters';
import type { PackedSetup } from '../../_query/list-page';
import { type ColumnContext, ListScreen } from '../../_query/list-screen';
import { Moment } from '../../_ui/moment';
import { Unknown } from '../../_ui/money';
import { RecordState, recordStateWord } from '../../_ui/record-state';
import type { Column } from '../../_ui/record-table';
import { accountColumn, noTitle, placeColumn, RecordRowLink } from '../list-cells';
import { sourceWords } from './source-words';

const statuses = [
  'new',
  'today',
  'upcoming',
  'overdue',
  'unscheduled',
  'assessment_completed',
  'completed',
  'converted',
  'archived',
];

const requestFilters = [
  {
    name: 'status',
    label: 'Status',
    kind: 'options',
    options: statuses.map((value) => ({ value, label: recordStateWord('request', value) })),
  },
  {
    name: 'state',
    label: 'Waiting',
    kind: 'options',
    options: [{ value: 'open', label: 'Nobody has dealt with it' }],
  },
  filters.salesperson,
  filters.tag,
  filters.city,
  filters.lead,
  filters.balance,
  filters.overdue,
  { ...filters.from, label: 'Came from' },
  { ...filters.to, label: 'Came to' },
  filters.older,
  filters.newer,
  filters.archived,
  filters.client,
  filters.property,
] as const;

const sorts = [
  { value: '-created', label: 'Came in' },
  { value: 'client', label: 'Client' },
  { value: 'status', label: 'Status' },
];

/** Every request: who asks for what, since when, and whether somebody has looked at it. */
export function RequestsList({ setup }: { setup: PackedSetup<'requests'> }) {
  return (
    <ListScreen
      list="requests"
      one="request"
      many="requests"
      setup={setup}
      columnsOf={requestColumns}
      filters={requestFilters}
      sorts={sorts}
      defaultSort="-created"
      sumWords={{}}
      searchLabel="Search title, client, phone, street"
      empty="There are no requests in this Jobber account yet. The first one a client sends shows up here."
    />
  );
}

export function requestColumns(context: ColumnContext): Column<RequestListRow>[] {
  const { now, of, missing } = context;
  return [
    {
      id: 'title',
      label: 'Request',
      sortKey: 'title',
      phone: 'title',
      long: 'sm:flex-[4]',
      cell: (row) => (
        <RecordRowLink kind="request" row={row} of={of}>
          {row.title || noTitle}
        </RecordRowLink>
      ),
    },
    ...accountColumn<RequestListRow>(context),
    {
      id: 'client',
      label: 'From',
      sortKey: 'client',
      phone: 'note',
      long: 'sm:flex-[3]',
      cell: (row) =>
        row.clientName || row.contactName || <Unknown reason="Jobber gave no client" />,
    },
    {
      id: 'phone',
      label: 'Phone',
      from: 'desk',
      long: 'sm:w-36',
      cell: (row) => {
        const phone = row.phone ?? row.clientPhone;
        return phone ? (
          <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="cell-link">
            {phone}
          </a>
        ) : (
          <Unknown reason={missing('No phone number in Jobber')} />
        );
      },
    },
    placeColumn<RequestListRow>(context),
    {
      id: 'source',
      label: 'Source',
      from: 'widest',
      long: 'sm:flex-[2]',
      cell: (row) => <span className="text-ink-soft">{sourceWords(row.source ?? '')}</span>,
    },
    {
      id: 'status',
      label: 'Status',
      sortKey: 'status',
      phone: 'aside',
      long: 'sm:w-40',
      cell: (row) => <RecordState kind="request" status={row.status} />,
    },
    {
      id: 'assessment',
      label: 'Assessment',
      align: 'end',
      from: 'wide',
      long: 'sm:w-36',
      cell: (row) => (
        <Moment
          at={row.assessmentAt}
          now={now}
          formats={of(row.accountId).formats}
          time
          unknown={missing('No assessment planned')}
        />
      ),
    },
    {
      id: 'created',
      label: 'Came in',
      sortKey: 'created',
      firstDirection: 'DESCENDING',
      align: 'end',
      phone: 'meta',
      long: 'sm:w-32',
      cell: (row) => <Moment at={row.createdAt} now={now} formats={of(row.accountId).formats} />,
    },
  ];
}
