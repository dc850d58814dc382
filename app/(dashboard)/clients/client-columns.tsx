import type { ClientListRow } from '@/lib/records/contract';
import type { ColumnContext } from '../../_query/list-screen';
import { Moment } from '../../_ui/moment';
import { Money, Unknown } from '../../_ui/money';
import type { Column } from '../../_ui/record-table';
import { RowLink } from '../../_ui/row-link';
import { accountColumn } from '../list-cells';
import { clientHref } from './client-href';

/** The columns of the client list. */
export function clientColumns(context: ColumnContext): Column<ClientListRow>[] {
  const { now, of, missing, missingVisit } = context;
  return [
    {
      id: 'name',
      label: 'Name',
      sortKey: 'name',
      phone: 'title',
      long: 'sm:flex-[5]',
      cell: (row) => (
        <span className="flex items-center gap-2">
          <RowLink href={clientHref(row.id, of(row.accountId).slug)}>
            {row.name || <span className="font-normal text-ink-soft">No name</span>}
          </RowLink>
          {row.companyName && row.companyName !== row.name ? (
            <span className="min-w-0 shrink-[3] truncate text-ink-soft max-sm:hidden">
              {row.companyName}
            </span>
          ) : null}
          {row.isLead ? <Mark>Lead</Mark> : null}
          {row.isArchived ? <Mark>Archived</Mark> : null}
        </span>
      ),
    },
    ...accountColumn<ClientListRow>(context),
    {
      id: 'phone',
      label: 'Phone',
      long: 'sm:w-36',
      cell: (row) =>
        row.phone ? (
          <a href={`tel:${row.phone.replace(/[^+\d]/g, '')}`} className="cell-link">
            {row.phone}
          </a>
        ) : (
          <Unknown reason="No phone number in Jobber" />
        ),
    },
    {
      id: 'email',
      label: 'E-mail',
      from: 'wide',
      long: 'sm:flex-[3]',
      cell: (row) =>
        row.email ? (
          <a href={`mailto:${row.email}`} className="cell-link">
            {row.email}
          </a>
        ) : (
          <Unknown reason="No e-mail address in Jobber" />
        ),
    },
    {
      id: 'city',
      label: 'City',
      sortKey: 'city',
      phone: 'note',
      long: 'sm:flex-[2]',
      cell: (row) => row.city ?? <Unknown reason={missing('No billing address in Jobber')} />,
    },
    {
      id: 'tags',
      label: 'Tags',
      from: 'widest',
      long: 'sm:flex-[2]',
      className: 'text-ink-soft',
      cell: (row) => row.tags.join(', '),
    },
    {
      id: 'next',
      label: 'Next visit',
      align: 'end',
      phone: 'meta',
      long: 'sm:w-36',
      className: 'text-ink-soft',
      cell: (row) => (
        <Moment
          at={row.nextVisitAt}
          now={now}
          formats={of(row.accountId).formats}
          time
          unknown={missingVisit('No visit ahead')}
        />
      ),
    },
    {
      id: 'updated',
      label: 'Changed',
      sortKey: 'updated',
      firstDirection: 'DESCENDING',
      align: 'end',
      from: 'wide',
      long: 'sm:w-28',
      className: 'text-ink-soft',
      cell: (row) => <Moment at={row.updatedAt} now={now} formats={of(row.accountId).formats} />,
    },
    {
      id: 'owed',
      label: 'Owed',
      sortKey: 'balance',
      firstDirection: 'DESCENDING',
      align: 'end',
      phone: 'aside',
      long: 'sm:w-36',
      cell: (row) => (
        <span className="inline-flex items-center gap-1.5 align-top">
          {row.overdueCents > 0 ? <Overdue /> : null}
          <Money cents={row.balanceCents} formats={of(row.accountId).formats} />
        </span>
      ),
    },
  ];
}

function Overdue() {
  return (
    <span title="Has invoices past their due day" className="size-2 shrink-0 rounded-full bg-bad">
      <span className="sr-only">Overdue</span>
    </span>
  );
}

function Mark({ children }: { children: string }) {
  return (
    <span className="shrink-0 rounded border border-line px-1 font-normal text-[11px] text-ink-soft">
      {children}
    </span>
  );
}
