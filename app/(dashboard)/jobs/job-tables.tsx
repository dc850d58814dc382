import type { LineItemRow, SubList, VisitRow } from '@/lib/live/contract';
import { MoreInJobber } from '../../_ui/document-table';
import { type Formats, formatCount, formatMoment } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Money, Unknown } from '../../_ui/money';
import { Hidden, Nothing } from '../../_ui/notice';
import { RecordState } from '../../_ui/record-state';
import { type Column, RecordTable } from '../../_ui/record-table';

type Shared = { formats: Formats; now: string; moreUrl: string | null };

/** The visits of a job. */
export function VisitTable({ list, formats, now, moreUrl }: Shared & { list: SubList<VisitRow> }) {
  if (list === null) return <HiddenList what="visits" />;
  if (list.rows.length === 0) return <Nothing>No visits yet.</Nothing>;
  const columns: Column<VisitRow>[] = [
    {
      id: 'when',
      label: 'When',
      phone: 'title',
      className: 'sm:w-52',
      cell: (visit) => (
        <span className="font-medium">
          <Moment
            at={visit.startAt}
            now={now}
            formats={formats}
            time={!visit.isAllDay}
            unknown="Not scheduled"
          />
          {visit.isAllDay ? <span className="font-normal text-ink-soft"> all day</span> : null}
        </span>
      ),
    },
    {
      id: 'title',
      label: 'Visit',
      phone: 'note',
      className: 'sm:max-w-0',
      cell: (visit) => visit.title || <span className="text-ink-soft">No title</span>,
    },
    {
      id: 'status',
      label: 'Status',
      phone: 'aside',
      className: 'sm:w-36',
      cell: (visit) => <RecordState kind="visit" status={visit.status} />,
    },
    {
      id: 'done',
      label: 'Done',
      align: 'end',
      phone: 'meta',
      className: 'sm:w-36',
      cell: (visit) =>
        visit.completedAt ? (
          <span className="text-ink-soft tabular-nums">
            {formatMoment(visit.completedAt, now, formats)}
          </span>
        ) : null,
    },
  ];
  return (
    <>
      <RecordTable
        label="visits"
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.id}
        inset
      />
      {list.hasMore ? <MoreInJobber shown={list.rows.length} label="visits" url={moreUrl} /> : null}
    </>
  );
}

/** What a job is made of. */
export function LineItemTable({
  list,
  formats,
  moreUrl,
}: Omit<Shared, 'now'> & { list: SubList<LineItemRow> }) {
  if (list === null) return <HiddenList what="line items" />;
  if (list.rows.length === 0) return <Nothing>No line items.</Nothing>;
  const columns: Column<LineItemRow>[] = [
    {
      id: 'name',
      label: 'Product or service',
      phone: 'title',
      className: 'sm:max-w-0',
      cell: (item) => (
        <>
          <span className="font-medium">{item.name}</span>
          {item.description ? (
            <span className="ml-2 text-ink-soft max-sm:hidden" title={item.description}>
              {item.description}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'quantity',
      label: 'Quantity',
      align: 'end',
      phone: 'note',
      className: 'sm:w-24',
      cell: (item) =>
        item.quantity === null ? (
          <Unknown reason="Jobber gave no quantity" />
        ) : (
          <span className="tabular-nums">{formatCount(item.quantity, formats)}</span>
        ),
    },
    {
      id: 'price',
      label: 'Price',
      align: 'end',
      className: 'sm:w-32',
      cell: (item) => <Money cents={item.unitPriceCents} formats={formats} />,
    },
    {
      id: 'total',
      label: 'Total',
      align: 'end',
      phone: 'aside',
      className: 'sm:w-32',
      cell: (item) => <Money cents={item.totalCents} formats={formats} />,
    },
  ];
  return (
    <>
      <RecordTable
        label="line items"
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.id}
        inset
      />
      {list.hasMore ? (
        <MoreInJobber shown={list.rows.length} label="line items" url={moreUrl} />
      ) : null}
    </>
  );
}

function HiddenList({ what }: { what: string }) {
  return (
    <div className="px-6 py-12 text-center text-table">
      <Hidden what={what} />
    </div>
  );
}
