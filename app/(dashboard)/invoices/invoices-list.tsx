'use client';

import type { InvoiceListRow } from '@/lib/records/contract';
import { filters } from '../../_query/list-filters';
import type { PackedSetup } from '../../_query/list-page';
import { type ColumnContext, ListScreen } from '../../_query/list-screen';
import { Moment } from '../../_ui/moment';
import { Money } from '../../_ui/money';
import { RecordState, recordStateWord } from '../../_ui/record-state';
import type { Column } from '../../_ui/record-table';
import { accountColumn, clientColumn, Numbered, noTitle, RecordRowLink } from '../list-cells';

const statuses = ['draft', 'awaiting_payment', 'sent_not_due', 'past_due', 'paid', 'bad_debt'];

const invoiceFilters = [
  {
    name: 'status',
    label: 'Status',
    kind: 'options',
    options: statuses.map((value) => ({ value, label: recordStateWord('invoice', value) })),
  },
  {
    name: 'state',
    label: 'Payment',
    kind: 'options',
    options: [
      { value: 'open', label: 'Open' },
      { value: 'overdue', label: 'Overdue' },
    ],
  },
  { ...filters.balance, label: 'Invoice balance' },
  filters.salesperson,
  filters.tag,
  filters.city,
  { ...filters.min, label: 'Total at least' },
  { ...filters.max, label: 'Total at most' },
  {
    name: 'date',
    label: 'Dates are of',
    kind: 'options',
    options: [
      { value: 'issued', label: 'Issue' },
      { value: 'due', label: 'Due day' },
      { value: 'received', label: 'Payment' },
      { value: 'created', label: 'Creation' },
      { value: 'updated', label: 'Last change' },
    ],
  },
  filters.archived,
  filters.from,
  filters.to,
  filters.older,
  filters.newer,
  filters.lead,
  filters.field,
  filters.overdue,
  filters.client,
  filters.job,
] as const;

const sorts = [
  { value: '-created', label: 'Created' },
  { value: 'due', label: 'Due' },
  { value: '-balance', label: 'Owed' },
  { value: '-total', label: 'Total' },
  { value: 'client', label: 'Client' },
];

/** Every invoice: for whom, due when, how late, and what of it is still owed. */
export function InvoicesList({ setup }: { setup: PackedSetup<'invoices'> }) {
  return (
    <ListScreen
      list="invoices"
      one="invoice"
      many="invoices"
      setup={setup}
      columnsOf={invoiceColumns}
      filters={invoiceFilters}
      sorts={sorts}
      defaultSort="-created"
      sumWords={{ total: 'in total', balance: 'owed' }}
      searchLabel="Search subject, number, client"
      empty="There are no invoices in this Jobber account yet. The first one you make in Jobber shows up here."
    />
  );
}

export function invoiceColumns(context: ColumnContext): Column<InvoiceListRow>[] {
  const { now, of } = context;
  return [
    {
      id: 'number',
      label: 'Invoice',
      sortKey: 'number',
      firstDirection: 'DESCENDING',
      phone: 'title',
      long: 'sm:flex-[4]',
      cell: (row) => (
        <Numbered number={row.invoiceNumber}>
          <RecordRowLink kind="invoice" row={row} of={of}>
            {row.subject || noTitle}
          </RecordRowLink>
        </Numbered>
      ),
    },
    ...accountColumn<InvoiceListRow>(context),
    clientColumn<InvoiceListRow>(),
    {
      id: 'status',
      label: 'Status',
      sortKey: 'status',
      phone: 'meta',
      long: 'sm:w-40',
      cell: (row) => <RecordState kind="invoice" status={row.status} />,
    },
    {
      id: 'issued',
      label: 'Issued',
      sortKey: 'issued',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'desk',
      long: 'sm:w-28',
      cell: (row) => (
        <Moment
          at={row.issuedAt}
          now={now}
          formats={of(row.accountId).formats}
          unknown="Not issued yet"
        />
      ),
    },
    {
      id: 'due',
      label: 'Due',
      sortKey: 'due',
      align: 'end',
      long: 'sm:w-44',
      cell: (row) => (
        <span className="inline-flex items-baseline gap-2 align-top">
          {row.daysOverdue ? <DaysLate days={row.daysOverdue} /> : null}
          <Moment
            at={row.dueAt}
            now={now}
            formats={of(row.accountId).formats}
            unknown="No due day in Jobber"
          />
        </span>
      ),
    },
    {
      id: 'total',
      label: 'Total',
      sortKey: 'total',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'desk',
      long: 'sm:w-32',
      cell: (row) => <Money cents={row.totalCents} formats={of(row.accountId).formats} />,
    },
    {
      id: 'balance',
      label: 'Owed',
      sortKey: 'balance',
      firstDirection: 'DESCENDING',
      align: 'end',
      phone: 'aside',
      long: 'sm:w-32',
      cell: (row) => <Money cents={row.balanceCents} formats={of(row.accountId).formats} />,
    },
  ];
}

function DaysLate({ days }: { days: number }) {
  return (
    <span className="text-bad text-label tabular-nums">
      {days} {days === 1 ? 'day' : 'days'}
      <span className="sr-only"> overdue</span>
    </span>
  );
}
