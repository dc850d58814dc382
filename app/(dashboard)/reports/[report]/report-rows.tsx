'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { Part, ReportRow, ResultFormats, Unit } from '@/lib/reports/contract';
import { type PageAnswer, usePages } from '../../../_query/use-pages';
import { buttonClass } from '../../../_ui/classes';
import { formatDay } from '../../../_ui/formats';
import { Money } from '../../../_ui/money';
import { MoreRows } from '../../../_ui/more-rows';
import { Failed, Nothing } from '../../../_ui/notice';
import { JobberGlyph } from '../../../_ui/open-in-jobber';
import { type Column, RecordTable } from '../../../_ui/record-table';
import { RowLink } from '../../../_ui/row-link';
import { RowsSkeleton } from '../../../_ui/skeleton';
import { recordHref } from '../../record-href';
import { figureText } from '../figure-text';

type Account = { id: number; slug: string; name: string };

/** The rows that add up to the figure, or to the part that was chosen. */
export function ReportRows({
  name,
  query,
  accounts,
  unit,
  formats,
  part,
  clearPart,
}: {
  name: string;
  query: string;
  accounts: readonly Account[];
  unit: Unit;
  formats: ResultFormats;
  part: Part | null;
  clearPart: Route;
}) {
  const key = ['report', name, query];
  const pages = usePages<ReportRow>({
    key,
    firstKey: [],
    first: { rows: [], endCursor: null, hasNextPage: false, hidden: [], checkedAt: '' },
    load: async (after) => {
      const cursor = after
        ? `${query.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`
        : '';
      const answer = await fetch(`/api/reports/${name}/rows${query}${cursor}`);
      return (await answer.json()) as PageAnswer<ReportRow>;
    },
  });
  return (
    <section>
      <div className="flex min-h-9 items-center gap-3">
        <h2 className="font-medium text-ink-soft text-label">
          {part ? `Rows of “${part.label}”` : 'The rows behind it'}
        </h2>
        {part ? (
          <Link href={clearPart} className={buttonClass('plain', 'small')}>
            Show all
          </Link>
        ) : null}
      </div>
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
        <RowsSkeleton rows={8} label="Reading the rows" />
      ) : pages.rows.length === 0 ? (
        <Nothing>Nothing adds to this number.</Nothing>
      ) : (
        <div className="-mx-4 sm:-mx-6">
          <RecordTable
            label="rows"
            columns={columnsOf(accounts, unit, formats)}
            rows={pages.rows}
            rowKey={(row) => `${row.accountId} ${row.part} ${row.id}`}
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
  unit: Unit,
  formats: ResultFormats,
): Column<ReportRow>[] {
  const slugOf = (row: ReportRow) => accounts.find((account) => account.id === row.accountId);
  return [
    {
      id: 'label',
      label: 'What',
      phone: 'title',
      cell: (row) => {
        const href = recordHref(row.kind, row.id, slugOf(row)?.slug);
        return href ? <RowLink href={href}>{row.label}</RowLink> : row.label;
      },
    },
    { id: 'client', label: 'Client', phone: 'note', cell: (row) => row.clientName ?? '' },
    {
      id: 'reason',
      label: 'Why',
      from: 'desk',
      className: 'first-letter:uppercase',
      cell: (row) => row.reason ?? '',
    },
    ...(accounts.length > 1
      ? [
          {
            id: 'account',
            label: 'Account',
            from: 'wide' as const,
            cell: (row: ReportRow) => slugOf(row)?.name ?? '',
          },
        ]
      : []),
    {
      id: 'day',
      label: 'Day',
      phone: 'meta',
      className: 'tabular-nums',
      // A day of the account already, so no zone moves it again.
      cell: (row) => (row.day ? formatDay(row.day, { ...formats, timeZone: 'UTC' }) : ''),
    },
    {
      id: 'amount',
      label: unit === 'money' ? 'Amount' : 'Value',
      align: 'end',
      phone: 'aside',
      cell: (row) =>
        unit !== 'money' && row.value !== null ? (
          <span className="tabular-nums">{figureText(row.value, unit, formats)}</span>
        ) : row.amountCents === null ? null : (
          <Money cents={row.amountCents} formats={formats} />
        ),
    },
    {
      id: 'jobber',
      label: 'Jobber',
      align: 'end',
      from: 'desk',
      cell: (row) => <JobberGlyph url={row.jobberUri} of={row.label} />,
    },
  ];
}
