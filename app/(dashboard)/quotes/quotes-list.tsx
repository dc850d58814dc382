'use client';

import type { QuoteListRow } from '@/lib/records/contract';
import { filters } from '../../_query/list-filters';
import type { PackedSetup } from '../../_query/list-page';
import { type ColumnContext, ListScreen } from '../../_query/list-screen';
import { Moment } from '../../_ui/moment';
import { Money } from '../../_ui/money';
import { RecordState, recordStateWord } from '../../_ui/record-state';
import type { Column } from '../../_ui/record-table';
import {
  accountColumn,
  clientColumn,
  Numbered,
  noTitle,
  placeColumn,
  RecordRowLink,
} from '../list-cells';

const statuses = [
  'draft',
  'awaiting_response',
  'changes_requested',
  'approved',
  'converted',
  'archived',
];

const quoteFilters = [
  {
    name: 'status',
    label: 'Status',
    kind: 'options',
    options: statuses.map((value) => ({ value, label: recordStateWord('quote', value) })),
  },
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
      { value: 'sent', label: 'Sending' },
      { value: 'approved', label: 'Approval' },
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
] as const;

const sorts = [
  { value: '-created', label: 'Created' },
  { value: '-sent', label: 'Sent' },
  { value: '-total', label: 'Total' },
  { value: 'client', label: 'Client' },
];

/** Every quote: for whom, how it stands, since when, and for how much. */
export function QuotesList({ setup }: { setup: PackedSetup<'quotes'> }) {
  return (
    <ListScreen
      list="quotes"
      one="quote"
      many="quotes"
      setup={setup}
      columnsOf={quoteColumns}
      filters={quoteFilters}
      sorts={sorts}
      defaultSort="-created"
      sumWords={{ total: 'in total' }}
      searchLabel="Search title, number, client, street"
      empty="There are no quotes in this Jobber account yet. The first one you write in Jobber shows up here."
    />
  );
}

export function quoteColumns(context: ColumnContext): Column<QuoteListRow>[] {
  const { now, of, missing } = context;
  return [
    {
      id: 'number',
      label: 'Quote',
      sortKey: 'number',
      firstDirection: 'DESCENDING',
      phone: 'title',
      long: 'sm:flex-[4]',
      cell: (row) => (
        <Numbered number={row.quoteNumber}>
          <RecordRowLink kind="quote" row={row} of={of}>
            {row.title || noTitle}
          </RecordRowLink>
        </Numbered>
      ),
    },
    ...accountColumn<QuoteListRow>(context),
    clientColumn<QuoteListRow>(),
    {
      id: 'status',
      label: 'Status',
      sortKey: 'status',
      phone: 'meta',
      long: 'sm:w-44',
      cell: (row) => <RecordState kind="quote" status={row.status} />,
    },
    placeColumn<QuoteListRow>(context),
    {
      id: 'sent',
      label: 'Sent',
      sortKey: 'sent',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'desk',
      long: 'sm:w-32',
      cell: (row) => (
        <Moment
          at={row.sentAt}
          now={now}
          formats={of(row.accountId).formats}
          unknown="Not sent yet"
        />
      ),
    },
    {
      id: 'viewed',
      label: 'Seen by client',
      align: 'end',
      from: 'widest',
      long: 'sm:w-32',
      cell: (row) => (
        <Moment
          at={row.viewedAt}
          now={now}
          formats={of(row.accountId).formats}
          unknown={missing('Jobber has not seen the client open it')}
        />
      ),
    },
    {
      id: 'created',
      label: 'Created',
      sortKey: 'created',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'wide',
      long: 'sm:w-28',
      cell: (row) => (
        <span className="text-ink-soft">
          <Moment at={row.createdAt} now={now} formats={of(row.accountId).formats} />
        </span>
      ),
    },
    {
      id: 'total',
      label: 'Total',
      sortKey: 'total',
      firstDirection: 'DESCENDING',
      align: 'end',
      phone: 'aside',
      long: 'sm:w-32',
      cell: (row) => <Money cents={row.totalCents} formats={of(row.accountId).formats} />,
    },
  ];
}
