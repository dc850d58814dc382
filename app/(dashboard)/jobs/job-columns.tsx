import type { JobListRow } from '@/lib/records/contract';
import type { ColumnContext } from '../../_query/list-screen';
import { Moment } from '../../_ui/moment';
import { Money } from '../../_ui/money';
import { RecordState } from '../../_ui/record-state';
import type { Column } from '../../_ui/record-table';
import { RowLink } from '../../_ui/row-link';
import { accountColumn, clientColumn, Numbered, noTitle, placeColumn } from '../list-cells';
import { jobHref } from './job-href';

/** The columns of the job list. */
export function jobColumns(context: ColumnContext): Column<JobListRow>[] {
  const { now, of } = context;
  return [
    {
      id: 'number',
      label: 'Job',
      sortKey: 'number',
      firstDirection: 'DESCENDING',
      phone: 'title',
      long: 'sm:flex-[4]',
      cell: (row) => (
        <Numbered number={row.jobNumber}>
          <RowLink href={jobHref(row.id, of(row.accountId).slug)}>{row.title || noTitle}</RowLink>
        </Numbered>
      ),
    },
    ...accountColumn<JobListRow>(context),
    clientColumn<JobListRow>(),
    {
      id: 'status',
      label: 'Status',
      sortKey: 'status',
      phone: 'meta',
      long: 'sm:w-40',
      cell: (row) => <RecordState kind="job" status={row.status} />,
    },
    placeColumn<JobListRow>(context),
    {
      id: 'start',
      label: 'Starts',
      sortKey: 'start',
      align: 'end',
      from: 'desk',
      long: 'sm:w-40',
      cell: (row) => (
        <Moment
          at={row.startAt}
          now={now}
          formats={of(row.accountId).formats}
          time
          unknown="Not scheduled"
        />
      ),
    },
    {
      id: 'uninvoiced',
      label: 'Not billed',
      sortKey: 'uninvoiced',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'wide',
      long: 'sm:w-28',
      cell: (row) => <Money cents={row.uninvoicedCents} formats={of(row.accountId).formats} />,
    },
    {
      id: 'total',
      label: 'Total',
      sortKey: 'total',
      firstDirection: 'DESCENDING',
      align: 'end',
      phone: 'aside',
      long: 'sm:w-28',
      cell: (row) => <Money cents={row.totalCents} formats={of(row.accountId).formats} />,
    },
  ];
}
