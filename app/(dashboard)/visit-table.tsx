import type { VisitListRow } from '@/lib/records/contract';
import type { ListAccount } from '../_query/list-page';
import { Moment } from '../_ui/moment';
import { Unknown } from '../_ui/money';
import { Nothing } from '../_ui/notice';
import { type Column, RecordTable } from '../_ui/record-table';
import { VisitState } from './visit-state';

/** Visits beside a client or a job. */
export function VisitTable({
  visits,
  account: { formats },
  now,
}: {
  visits: VisitListRow[];
  account: ListAccount;
  now: string;
}) {
  if (visits.length === 0) return <Nothing>No visits yet.</Nothing>;
  const columns: Column<VisitListRow>[] = [
    {
      id: 'when',
      label: 'When',
      phone: 'title',
      className: 'sm:w-40',
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
      id: 'crew',
      label: 'Crew',
      from: 'desk',
      className: 'sm:w-[24%] sm:max-w-0',
      cell: (visit) => visit.assignees.join(', ') || <Unknown reason="Nobody is assigned" />,
    },
    {
      id: 'status',
      label: 'Status',
      phone: 'aside',
      className: 'sm:w-32',
      cell: (visit) => <VisitState visit={visit} />,
    },
    {
      id: 'done',
      label: 'Done',
      align: 'end',
      phone: 'meta',
      className: 'sm:w-28',
      cell: (visit) =>
        visit.completedAt ? (
          <span className="text-ink-soft">
            <Moment at={visit.completedAt} now={now} formats={formats} />
          </span>
        ) : null,
    },
  ];
  return (
    <RecordTable
      label="visits"
      columns={columns}
      rows={visits}
      rowKey={(visit) => visit.id}
      inset
    />
  );
}
