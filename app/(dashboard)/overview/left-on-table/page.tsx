import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import type { AccountScope } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import { causeWords, findCause } from '@/lib/reports/causes';
import type { Cause } from '@/lib/reports/contract';
import { leftOnTable, tableItemPage } from '@/lib/reports/left-on-table';
import { tableCursorText } from '@/lib/reports/table-cursor';
import { requireScope } from '@/lib/session';
import { BackLink } from '../../../_ui/back-link';
import { formatCount, formatMoney } from '../../../_ui/formats';
import { Failed } from '../../../_ui/notice';
import { RowsSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';
import { readOrFailure } from '../../read-or-failure';
import { withQuery } from '../../reports/report-href';
import { TableItems } from './table-items';

export const metadata: Metadata = { title: 'Money left on the table' };

type Choices = {
  account: string | undefined;
  currency: string | undefined;
  cause: Cause | undefined;
  hidden: boolean;
};

export default async function LeftOnTablePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = await searchParams;
  const text = (key: string) => {
    const value = query[key];
    return typeof value === 'string' ? value : undefined;
  };
  const choices: Choices = {
    account: text('account'),
    currency: text('currency'),
    cause: findCause(text('cause')) ?? undefined,
    hidden: text('show') === 'hidden',
  };
  const { scope } = await requireScope(choices.account);
  return (
    <>
      <PageHeader
        title="Money left on the table"
        back={
          <BackLink href={withQuery('/overview', { account: choices.account })} label="Overview" />
        }
      />
      <Suspense key={JSON.stringify(choices)} fallback={<RowsSkeleton label="Reading the list" />}>
        <List scope={scope} choices={choices} />
      </Suspense>
    </>
  );
}

async function List({ scope, choices }: { scope: AccountScope; choices: Choices }) {
  const now = new Date();
  const { account, cause, hidden } = choices;
  const read = await readOrFailure('left-on-table', async () => {
    const sums = await leftOnTable(scope, { now });
    const sum = sums.find((one) => one.currency === choices.currency) ?? sums[0];
    if (!sum) return { sums, sum: null, first: null };
    const first = await tableItemPage(
      scope,
      { currency: sum.currency, hidden, limit: 50, ...(cause ? { cause } : {}) },
      { now },
    );
    return { sums, sum, first };
  });
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  const { sum, first } = read;
  if (!sum || !first) return null;
  const chosen = cause ? sum.causes.find((entry) => entry.cause === cause) : undefined;
  const rows = hidden ? sum.hidden.rows : (chosen?.rows ?? total(sum.causes.map((c) => c.rows)));
  const cents = hidden
    ? sum.hidden.amountCents
    : cause
      ? (chosen?.amountCents ?? 0)
      : sum.totalCents;
  const href = (next: Partial<Record<'cause' | 'show', string>>) =>
    withQuery('/overview/left-on-table', { account, currency: sum.currency, ...next });
  return (
    <>
      <nav
        aria-label="Causes"
        className="flex gap-1 overflow-x-auto border-line border-b px-2 [scrollbar-width:none] sm:px-4"
      >
        <Tab href={href({})} isHere={!cause && !hidden} label="All" />
        {sum.causes.map((entry) => (
          <Tab
            key={entry.cause}
            href={href({ cause: entry.cause })}
            isHere={entry.cause === cause && !hidden}
            label={causeWords[entry.cause].title}
            count={formatCount(entry.rows, sum.formats)}
          />
        ))}
        {sum.hidden.rows > 0 ? (
          <Tab
            href={href({ show: 'hidden' })}
            isHere={hidden}
            label="Put off or done"
            count={formatCount(sum.hidden.rows, sum.formats)}
          />
        ) : null}
      </nav>
      <p className="flex min-h-11 items-center px-4 text-ink-soft text-table sm:px-6">
        {formatCount(rows, sum.formats)} {rows === 1 ? 'item' : 'items'} ·{' '}
        {formatMoney(cents, sum.formats)}
        {cause ? ` · ${causeWords[cause].nextStep}` : ''}
      </p>
      <TableItems
        key={`${cause}${hidden}${sum.currency}`}
        first={{
          rows: first.items,
          endCursor: first.next ? tableCursorText(first.next) : null,
          hasNextPage: first.next !== null,
          hidden: [],
          checkedAt: now.toISOString(),
        }}
        query={withQuery('', {
          account,
          currency: sum.currency,
          cause,
          show: hidden ? 'hidden' : undefined,
        })}
        accounts={scope.accounts.map(({ id, slug, name }) => ({ id, slug, name }))}
        formats={sum.formats}
        canDecide={scope.accounts.every(({ role }) => may(role, 'work'))}
      />
    </>
  );
}

function Tab({
  href,
  isHere,
  label,
  count,
}: {
  href: ReturnType<typeof withQuery>;
  isHere: boolean;
  label: string;
  count?: string;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
      className={`-mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 text-table focus-visible:-outline-offset-2 pointer-coarse:h-11 ${
        isHere ? 'border-accent font-medium' : 'border-transparent text-ink-soft hover:text-ink'
      }`}
    >
      {label}
      {count ? <span className="font-normal text-ink-soft tabular-nums">{count}</span> : null}
    </Link>
  );
}

function total(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
