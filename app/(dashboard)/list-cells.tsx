import type { ReactNode } from 'react';
import type { ColumnContext } from '../_query/list-screen';
import { Unknown } from '../_ui/money';
import type { Column } from '../_ui/record-table';
import { RowLink } from '../_ui/row-link';
import { recordHref } from './record-href';

/** The column that names the account, where there is more than one on screen. */
export function accountColumn<Row extends { accountId: number }>({
  accounts,
  of,
}: ColumnContext): Column<Row>[] {
  if (accounts.length < 2) return [];
  return [
    {
      id: 'account',
      label: 'Account',
      from: 'desk',
      long: 'sm:w-36',
      className: 'text-ink-soft',
      cell: (row) => of(row.accountId).name,
    },
  ];
}

/** The client of a record. */
export function clientColumn<Row extends { clientName: string | null }>(): Column<Row> {
  return {
    id: 'client',
    label: 'Client',
    sortKey: 'client',
    phone: 'note',
    long: 'sm:flex-[3]',
    cell: (row) => row.clientName || <Unknown reason="Jobber gave no client" />,
  };
}

/** Street and city of a record. */
export function placeColumn<Row extends { street: string | null; city: string | null }>({
  missing,
}: ColumnContext): Column<Row> {
  return {
    id: 'place',
    label: 'Address',
    from: 'wide',
    long: 'sm:flex-[3]',
    className: 'text-ink-soft',
    cell: (row) =>
      row.street || row.city ? (
        [row.street, row.city].filter(Boolean).join(', ')
      ) : (
        <Unknown reason={missing('No address in Jobber')} />
      ),
  };
}

/** A number in front of a title, both of which open the record. */
export function Numbered({
  number,
  children,
}: {
  number: string | number | null;
  children: ReactNode;
}) {
  return (
    <span className="flex items-center gap-2">
      <span className="shrink-0 text-ink-soft tabular-nums sm:min-w-11">
        {number === null || number === '' ? '' : `#${number}`}
      </span>
      {children}
    </span>
  );
}

/** The link of a row to its record, in the row's account. */
export function RecordRowLink({
  kind,
  row,
  of,
  children,
}: {
  kind: string;
  row: { accountId: number; id: string };
  of: ColumnContext['of'];
  children: ReactNode;
}) {
  const href = recordHref(kind, row.id, of(row.accountId).slug);
  return href ? <RowLink href={href}>{children}</RowLink> : children;
}

/** Words for a record without a title. */
export const noTitle = <span className="font-normal text-ink-soft">No title</span>;
