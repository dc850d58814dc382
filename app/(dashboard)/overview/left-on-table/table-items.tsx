'use client';

import { useQueryClient } from '@tanstack/react-query';
import { causeWords } from '@/lib/reports/causes';
import type { ResultFormats, TableItem } from '@/lib/reports/contract';
import { type PageAnswer, type RowPage, usePages } from '../../../_query/use-pages';
import { formatDays } from '../../../_ui/formats';
import { Money } from '../../../_ui/money';
import { MoreRows } from '../../../_ui/more-rows';
import { Failed, Nothing } from '../../../_ui/notice';
import { JobberGlyph } from '../../../_ui/open-in-jobber';
import { type Column, RecordTable } from '../../../_ui/record-table';
import { RowLink } from '../../../_ui/row-link';
import { recordHref } from '../../record-href';
import { ItemMenu } from './item-menu';

type Account = { id: number; slug: string; name: string };

/** The items of the list, the largest first. */
export function TableItems({
  first,
  query,
  accounts,
  formats,
  canDecide,
}: {
  first: RowPage<TableItem>;
  query: string;
  accounts: readonly Account[];
  formats: ResultFormats;
  canDecide: boolean;
}) {
  const client = useQueryClient();
  const key = ['left-on-table', query];
  const pages = usePages<TableItem>({
    key,
    firstKey: key,
    first,
    load: async (after) => {
      const cursor = after ? `&after=${encodeURIComponent(after)}` : '';
      const answer = await fetch(`/api/left-on-table${query}${cursor}`);
      return (await answer.json()) as PageAnswer<TableItem>;
    },
  });
  if (pages.failure && !pages.rows) {
    return <Failed message={pages.failure.message} reference={pages.failure.reference} />;
  }
  if (!pages.rows || pages.rows.length === 0) {
    return <Nothing>Nothing here: all of this has become money or was put off.</Nothing>;
  }
  return (
    <>
      <RecordTable
        label="items"
        columns={columnsOf(
          accounts,
          formats,
          canDecide ? () => void client.invalidateQueries({ queryKey: ['left-on-table'] }) : null,
        )}
        rows={pages.rows}
        rowKey={(row) => `${row.accountId} ${row.kind} ${row.id}`}
      />
      {pages.hasMore ? (
        <MoreRows
          isLoading={pages.isLoadingMore}
          hasFailed={pages.moreFailed}
          onMore={pages.loadMore}
        />
      ) : null}
    </>
  );
}

function columnsOf(
  accounts: readonly Account[],
  formats: ResultFormats,
  onDecided: (() => void) | null,
): Column<TableItem>[] {
  const accountOf = (row: TableItem) => accounts.find((account) => account.id === row.accountId);
  return [
    {
      id: 'client',
      label: 'Client',
      phone: 'title',
      className: 'sm:w-[18%] sm:max-w-0',
      cell: (row) => {
        const href = recordHref(row.kind, row.id, accountOf(row)?.slug);
        const name = row.clientName ?? row.label;
        return href ? <RowLink href={href}>{name}</RowLink> : name;
      },
    },
    {
      id: 'what',
      label: 'What',
      from: 'desk',
      className: 'sm:w-[26%] sm:max-w-0',
      cell: (row) => <span title={row.label}>{row.label}</span>,
    },
    { id: 'cause', label: 'Cause', phone: 'note', cell: (row) => causeWords[row.cause].title },
    {
      id: 'reason',
      label: 'Why',
      from: 'desk',
      className: 'sm:w-[30%] sm:max-w-0 first-letter:uppercase',
      cell: (row) => <span title={row.reason ?? undefined}>{row.reason}</span>,
    },
    ...(accounts.length > 1
      ? [
          {
            id: 'account',
            label: 'Account',
            from: 'wide' as const,
            cell: (row: TableItem) => accountOf(row)?.name ?? '',
          },
        ]
      : []),
    {
      id: 'age',
      label: 'Age',
      align: 'end',
      phone: 'meta',
      cell: (row) =>
        row.days === null
          ? ''
          : row.days < 0
            ? `in ${formatDays(-row.days, formats)}`
            : formatDays(row.days, formats),
    },
    {
      id: 'amount',
      label: 'Amount',
      align: 'end',
      phone: 'aside',
      cell: (row) => <Money cents={row.amountCents} formats={formats} />,
    },
    {
      id: 'jobber',
      label: 'Jobber',
      align: 'end',
      from: 'desk',
      cell: (row) => <JobberGlyph url={row.jobberUri} of={row.label} />,
    },
    ...(onDecided
      ? [
          {
            id: 'decide',
            label: 'Decide',
            align: 'end' as const,
            from: 'desk' as const,
            cell: (row: TableItem) => (
              <ItemMenu item={row} account={accountOf(row)?.slug ?? ''} onDecided={onDecided} />
            ),
          },
        ]
      : []),
  ];
}
