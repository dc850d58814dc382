'use client';

import type { ResultFormats } from '@/lib/reports/contract';
import type { FaultyRecord } from '@/lib/reports/data-quality';
import { type PageAnswer, usePages } from '../../../_query/use-pages';
import { buttonClass } from '../../../_ui/classes';
import { Money } from '../../../_ui/money';
import { MoreRows } from '../../../_ui/more-rows';
import { Failed } from '../../../_ui/notice';
import { JobberGlyph } from '../../../_ui/open-in-jobber';
import { type Column, RecordTable } from '../../../_ui/record-table';
import { RowLink } from '../../../_ui/row-link';
import { RowsSkeleton } from '../../../_ui/skeleton';
import { recordHref } from '../../record-href';

type Account = { id: number; slug: string; name: string };

/** The records with one fault, the most money first, each a click from where it is put right. */
export function FaultyRows({
  title,
  query,
  accounts,
  formats,
}: {
  title: string;
  query: string;
  accounts: readonly Account[];
  formats: ResultFormats;
}) {
  const pages = usePages<FaultyRecord>({
    key: ['data-quality', query],
    firstKey: [],
    first: { rows: [], endCursor: null, hasNextPage: false, hidden: [], checkedAt: '' },
    load: async (after) => {
      const cursor = after ? `&after=${after}` : '';
      const answer = await fetch(`/api/data-quality${query}${cursor}`);
      return (await answer.json()) as PageAnswer<FaultyRecord>;
    },
  });
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-medium text-ink-soft text-label">{title}</h2>
      {pages.failure ? (
        <Failed
          message={pages.failure.message}
          reference={pages.failure.reference}
          action={
            <button type="button" onClick={pages.retry} className={buttonClass('plain')}>
              Retry
            </button>
          }
        />
      ) : pages.rows === undefined ? (
        <RowsSkeleton rows={8} label="Reading the records" />
      ) : (
        <div className="-mx-4 sm:-mx-6">
          <RecordTable
            label={title}
            columns={columnsOf(
              accounts,
              formats,
              pages.rows.every(({ kind }) => kind === 'client'),
            )}
            rows={pages.rows}
            rowKey={(row) => `${row.accountId} ${row.id}`}
          />
          {pages.hasMore ? (
            <MoreRows
              isLoading={pages.isLoadingMore}
              hasFailed={pages.moreFailed}
              onMore={pages.loadMore}
            />
          ) : null}
        </div>
      )}
    </section>
  );
}

function columnsOf(
  accounts: readonly Account[],
  formats: ResultFormats,
  isOfClients: boolean,
): Column<FaultyRecord>[] {
  const accountOf = (row: FaultyRecord) => accounts.find(({ id }) => id === row.accountId);
  return [
    {
      id: 'label',
      label: 'What',
      phone: 'title',
      cell: (row) => {
        const href = recordHref(row.kind, row.id, accountOf(row)?.slug);
        return href ? <RowLink href={href}>{row.label}</RowLink> : row.label;
      },
    },
    ...(isOfClients
      ? []
      : [
          {
            id: 'client',
            label: 'Client',
            from: 'desk' as const,
            cell: (row: FaultyRecord) => row.clientName ?? '',
          },
        ]),
    { id: 'reason', label: 'Why', phone: 'note', cell: (row) => row.reason ?? '' },
    ...(accounts.length > 1
      ? [
          {
            id: 'account',
            label: 'Account',
            from: 'wide' as const,
            cell: (row: FaultyRecord) => accountOf(row)?.name ?? '',
          },
        ]
      : []),
    {
      id: 'amount',
      label: 'Concerns',
      align: 'end',
      phone: 'aside',
      cell: (row) => <Money cents={row.amountCents} formats={formats} />,
    },
    {
      id: 'jobber',
      label: 'Jobber',
      align: 'end',
      phone: 'meta',
      cell: (row) => <JobberGlyph url={row.jobberUri} of={row.label} />,
    },
  ];
}
