import type { RecordDocument } from '@/lib/records/record-contract';
import type { Formats } from '../_ui/formats';
import { Moment } from '../_ui/moment';
import { Money } from '../_ui/money';
import { Nothing } from '../_ui/notice';
import { RecordState } from '../_ui/record-state';
import { type Column, RecordTable } from '../_ui/record-table';
import { RowLink } from '../_ui/row-link';
import { pageHref } from './record-href';

/** Documents of one kind beside another record. */
export function Documents({
  kind,
  documents,
  dateLabel,
  account,
  formats,
  now,
}: {
  kind: 'job' | 'quote' | 'invoice' | 'request';
  documents: readonly RecordDocument[];
  dateLabel: string;
  account: string;
  formats: Formats;
  now: string;
}) {
  if (documents.length === 0) return <Nothing>No {kind}s yet.</Nothing>;
  const total: Column<RecordDocument> = {
    id: 'total',
    label: 'Total',
    align: 'end',
    phone: 'aside',
    className: 'sm:w-32',
    cell: (row) => (
      <Money cents={row.totalCents} formats={formats} unknown="Jobber gave no total" />
    ),
  };
  const columns: Column<RecordDocument>[] = [
    {
      id: 'title',
      label: kind === 'request' ? 'Request' : 'Number',
      phone: 'title',
      className: 'sm:w-[45%] sm:max-w-0',
      cell: (row) => (
        <span className="flex items-center gap-2">
          {row.number ? (
            <span className="shrink-0 text-ink-soft tabular-nums sm:min-w-11">#{row.number}</span>
          ) : null}
          <RowLink href={pageHref(kind, row.id, account)}>
            {row.title || <span className="font-normal text-ink-soft">No title</span>}
          </RowLink>
        </span>
      ),
    },
    {
      id: 'status',
      label: 'Status',
      phone: 'note',
      className: 'sm:w-40',
      cell: (row) => <RecordState kind={kind} status={row.status} />,
    },
    {
      id: 'date',
      label: dateLabel,
      align: 'end',
      phone: 'meta',
      className: 'sm:w-28',
      cell: (row) => <Moment at={row.at} now={now} formats={formats} />,
    },
    ...(kind === 'request' ? [] : [total]),
  ];
  return (
    <RecordTable
      label={`${kind}s`}
      columns={columns}
      rows={documents}
      rowKey={(row) => row.id}
      inset
    />
  );
}
