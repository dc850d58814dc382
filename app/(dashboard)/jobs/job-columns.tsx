import type { JobRow } from '@/lib/live/contract';
import type { Formats } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Money, Unknown } from '../../_ui/money';
import { Hidden } from '../../_ui/notice';
import { RecordState } from '../../_ui/record-state';
import type { Column } from '../../_ui/record-table';
import { RowLink } from '../../_ui/row-link';
import { jobHref } from './job-href';
import type { JobsView } from './jobs-view';

/** The columns of a job list; `hidden` names what Jobber keeps from this app. */
export function jobColumns({
  formats,
  now,
  hidden,
  account,
}: {
  formats: Formats;
  now: string;
  hidden: readonly string[];
  account: string | null;
}): Column<JobRow, JobsView['sort']['key']>[] {
  return [
    {
      id: 'number',
      label: 'Job',
      sortKey: 'number',
      firstDirection: 'DESCENDING',
      phone: 'title',
      className: 'sm:w-[26%] sm:max-w-0',
      cell: (row) => (
        <span className="flex items-center gap-2">
          <span className="shrink-0 text-ink-soft tabular-nums sm:min-w-11">
            {row.jobNumber === null ? '' : `#${row.jobNumber}`}
          </span>
          <RowLink href={jobHref(row.id, account)}>
            {row.title || <span className="font-normal text-ink-soft">No title</span>}
          </RowLink>
        </span>
      ),
    },
    {
      id: 'client',
      label: 'Client',
      sortKey: 'client',
      phone: 'note',
      className: 'sm:w-[20%] sm:max-w-0',
      cell: (row) => row.client?.name || <Unknown reason="Jobber gave no client" />,
    },
    {
      id: 'status',
      label: 'Status',
      sortKey: 'status',
      phone: 'meta',
      className: 'sm:w-44',
      cell: (row) => <RecordState kind="job" status={row.status} />,
    },
    {
      id: 'address',
      label: 'Address',
      from: 'desk',
      className: 'sm:max-w-0',
      cell: (row) =>
        row.street || row.city ? (
          <span className="text-ink-soft">{[row.street, row.city].filter(Boolean).join(', ')}</span>
        ) : (
          <Unknown reason="No address in Jobber" />
        ),
    },
    {
      id: 'schedule',
      label: 'Starts',
      sortKey: 'schedule',
      align: 'end',
      className: 'sm:w-36',
      cell: (row) => (
        <Moment at={row.startAt} now={now} formats={formats} time unknown="Not scheduled" />
      ),
    },
    {
      id: 'updated',
      label: 'Changed',
      sortKey: 'updated',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'widest',
      className: 'sm:w-28',
      cell: (row) => (
        <span className="text-ink-soft">
          <Moment at={row.updatedAt} now={now} formats={formats} />
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
      className: 'sm:w-32',
      cell: (row) =>
        hidden.includes('total') ? (
          <Hidden what="prices" short />
        ) : (
          <Money cents={row.totalCents} formats={formats} unknown="Jobber gave no total" />
        ),
    },
  ];
}
