import type { ClientRow } from '@/lib/live/contract';
import type { Formats } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Money, Unknown } from '../../_ui/money';
import { Hidden } from '../../_ui/notice';
import type { Column } from '../../_ui/record-table';
import { RowLink } from '../../_ui/row-link';
import { clientHref } from './client-href';
import type { ClientsView } from './clients-view';

type ClientSort = ClientsView['sort']['key'];

/** The columns of a client list; `hidden` names what Jobber keeps from this app. */
export function clientColumns({
  formats,
  now,
  hidden,
  account,
}: {
  formats: Formats;
  now: string;
  hidden: readonly string[];
  account: string | null;
}): Column<ClientRow, ClientSort>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      sortKey: 'name',
      phone: 'title',
      className: 'sm:w-[30%] sm:max-w-0',
      cell: (row) => (
        <span className="flex items-center gap-2">
          <RowLink href={clientHref(row.id, account)}>
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
    {
      id: 'phone',
      label: 'Phone',
      className: 'sm:w-36',
      cell: (row) =>
        row.phone ? (
          <a href={`tel:${row.phone.replace(/[^+\d]/g, '')}`} className={linkClass}>
            {row.phone}
          </a>
        ) : (
          <Unknown reason="No phone number in Jobber" />
        ),
    },
    {
      id: 'email',
      label: 'E-mail',
      from: 'desk',
      className: 'sm:w-[20%] sm:max-w-0',
      cell: (row) =>
        row.email ? (
          <a href={`mailto:${row.email}`} className={linkClass}>
            {row.email}
          </a>
        ) : (
          <Unknown reason="No e-mail address in Jobber" />
        ),
    },
    {
      id: 'city',
      label: 'City',
      phone: 'note',
      className: 'sm:w-40',
      cell: (row) => row.city ?? <Unknown reason="No billing address in Jobber" />,
    },
    {
      id: 'tags',
      label: 'Tags',
      from: 'widest',
      className: 'sm:w-[14%] sm:max-w-0',
      cell: (row) => <span className="text-ink-soft">{row.tags.join(', ')}</span>,
    },
    {
      id: 'updated',
      label: 'Changed',
      sortKey: 'updated',
      firstDirection: 'DESCENDING',
      align: 'end',
      phone: 'meta',
      className: 'sm:w-32',
      cell: (row) => (
        <span className="text-ink-soft">
          <Moment at={row.updatedAt} now={now} formats={formats} />
        </span>
      ),
    },
    {
      id: 'owed',
      label: 'Owed',
      align: 'end',
      phone: 'aside',
      className: 'sm:w-32',
      cell: (row) =>
        hidden.includes('balance') ? (
          <Hidden what="balances" short />
        ) : (
          <Money cents={row.balanceCents} formats={formats} unknown="Jobber gave no balance" />
        ),
    },
  ];
}

const linkClass = 'relative hover:text-accent hover:underline underline-offset-2';

function Mark({ children }: { children: string }) {
  return (
    <span className="shrink-0 rounded border border-line px-1 font-normal text-[11px] text-ink-soft">
      {children}
    </span>
  );
}
