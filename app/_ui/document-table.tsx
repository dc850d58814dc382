import type { Route } from 'next';
import type { DocumentRow, SubList } from '@/lib/live/contract';
import type { Formats } from './formats';
import { Moment } from './moment';
import { Money } from './money';
import { Hidden, Nothing } from './notice';
import { type RecordKind, RecordState } from './record-state';
import { type Column, RecordTable } from './record-table';
import { RowLink } from './row-link';

/**
 * Jobs, quotes, invoices or requests beside another record. Null rows are hidden by Jobber.
 * @public
 */
export function DocumentTable({
  label,
  kind,
  list,
  dateLabel,
  href,
  formats,
  now,
  moreUrl,
}: {
  /** Plural, lower case: `invoices`. */
  label: string;
  kind: RecordKind;
  list: SubList<DocumentRow>;
  dateLabel: string;
  /** Where a row leads; absent while there is no page for it. */
  href?: (id: string) => Route;
  formats: Formats;
  now: string;
  /** The record in Jobber, where the rest of a long list is. */
  moreUrl: string | null;
}) {
  if (list === null) {
    return (
      <div className="px-6 py-12 text-center text-table">
        <Hidden what={label} />
      </div>
    );
  }
  if (list.rows.length === 0) return <Nothing>No {label} yet.</Nothing>;
  const columns: Column<DocumentRow>[] = [
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
          <Title row={row} href={href} />
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
      cell: (row) => <Moment at={row.date} now={now} formats={formats} />,
    },
    ...(kind === 'request'
      ? []
      : [
          {
            id: 'total',
            label: 'Total',
            align: 'end',
            phone: 'aside',
            className: 'sm:w-32',
            cell: (row) => (
              <Money cents={row.totalCents} formats={formats} unknown="Jobber gave no total" />
            ),
          } satisfies Column<DocumentRow>,
        ]),
  ];
  return (
    <>
      <RecordTable
        label={label}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.id}
        inset
      />
      {list.hasMore ? <MoreInJobber shown={list.rows.length} label={label} url={moreUrl} /> : null}
    </>
  );
}

/**
 * Says that a list goes on, and where.
 * @public
 */
export function MoreInJobber({
  shown,
  label,
  url,
}: {
  shown: number;
  label: string;
  url: string | null;
}) {
  return (
    <p className="px-4 py-3 text-ink-soft text-table">
      These are {shown} {label} of more.{' '}
      {url ? (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline-offset-2 hover:underline"
        >
          See all in Jobber
        </a>
      ) : null}
    </p>
  );
}

function Title({ row, href }: { row: DocumentRow; href: ((id: string) => Route) | undefined }) {
  const title = row.title || <span className="font-normal text-ink-soft">No title</span>;
  return href ? (
    <RowLink href={href(row.id)}>{title}</RowLink>
  ) : (
    <span className="truncate font-medium">{title}</span>
  );
}
