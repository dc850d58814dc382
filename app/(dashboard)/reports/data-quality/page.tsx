import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import type { AccountScope } from '@/lib/access/account-scope';
import { type DataQuality, dataQuality } from '@/lib/reports/data-quality';
import { type Fault, findFault } from '@/lib/reports/faults';
import { requireScope } from '@/lib/session';
import { BackLink } from '../../../_ui/back-link';
import { formatCount, formatMoney } from '../../../_ui/formats';
import { Failed, Nothing } from '../../../_ui/notice';
import { RowsSkeleton } from '../../../_ui/skeleton';
import { FreshnessMark } from '../../freshness-mark';
import { PageHeader } from '../../page-header';
import { readOrFailure } from '../../read-or-failure';
import { withQuery } from '../report-href';
import { FaultyRows } from './faulty-rows';
import { spoiltBy } from './spoilt-by';

export const metadata: Metadata = { title: 'Data quality' };

type Choices = {
  account: string | undefined;
  currency: string | undefined;
  fault: Fault | undefined;
};

export default async function DataQualityPage({
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
    fault: findFault(text('fault')) ?? undefined,
  };
  const { scope } = await requireScope(choices.account);
  return (
    <>
      <PageHeader
        title="Data quality"
        back={
          <BackLink href={withQuery('/reports', { account: choices.account })} label="Reports" />
        }
        acts={
          <Suspense>
            <FreshnessMark asked={choices.account} />
          </Suspense>
        }
      />
      <Suspense
        key={JSON.stringify(choices)}
        fallback={<RowsSkeleton rows={6} label="Looking for what makes numbers wrong" />}
      >
        <Faults scope={scope} choices={choices} />
      </Suspense>
    </>
  );
}

async function Faults({ scope, choices }: { scope: AccountScope; choices: Choices }) {
  const read = await readOrFailure('data-quality', async () => ({
    results: await dataQuality(scope),
  }));
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  return read.results.map((result) => (
    <OneCurrency key={result.currency} scope={scope} result={result} choices={choices} />
  ));
}

function OneCurrency({
  scope,
  result,
  choices,
}: {
  scope: AccountScope;
  result: DataQuality;
  choices: Choices;
}) {
  const { currency, formats } = result;
  const found = result.faults.filter(({ rows }) => rows > 0);
  const none = result.faults.filter(({ rows }) => rows === 0);
  const isHere = choices.currency === undefined || choices.currency === currency;
  const chosen = isHere ? result.faults.find(({ fault }) => fault === choices.fault) : undefined;
  const href = (fault: Fault) =>
    withQuery('/reports/data-quality', { account: choices.account, currency, fault });
  return (
    <div className="grid gap-6 px-4 py-5 sm:px-6">
      <p className="max-w-prose text-ink-soft">
        Numbers are only as right as what is in Jobber. These records keep them from being so; put
        them right there and the numbers follow at the next read. The money is what the records of
        the last twelve months concern.
      </p>
      {result.missing.length > 0 ? (
        <p className="flex items-baseline gap-2 text-ink-soft text-table">
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-warn" />
          <span>More may be found: {result.missing.map(({ what }) => what).join(', ')}.</span>
        </p>
      ) : null}
      {found.length === 0 ? (
        <Nothing>
          {result.missing.length > 0
            ? 'Nothing wrong has been found so far.'
            : 'Nothing makes the numbers wrong: every record has what they need.'}
        </Nothing>
      ) : (
        <ul className="overflow-hidden rounded-card border border-line bg-surface">
          {found.map(({ fault, title, effect, rows, amountCents }) => (
            <li
              key={fault}
              className={`relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 border-line border-b px-4 py-3 last:border-b-0 hover:bg-hover ${
                chosen?.fault === fault ? 'bg-accent-soft' : ''
              }`}
            >
              <div className="min-w-0">
                <Link
                  href={href(fault)}
                  prefetch={false}
                  scroll={false}
                  aria-current={chosen?.fault === fault ? 'true' : undefined}
                  className="font-medium after:absolute after:inset-0 focus-visible:after:-outline-offset-2"
                >
                  {title}
                </Link>
                <p className="text-ink-soft text-table">
                  {effect}{' '}
                  <span className="whitespace-nowrap">
                    Spoils{' '}
                    {spoiltBy[fault].map(({ href: report, title: name }, at) => (
                      <span key={report}>
                        {at > 0 ? ', ' : ''}
                        <Link
                          href={withQuery(report, { account: choices.account })}
                          prefetch={false}
                          className="relative z-10 underline decoration-line underline-offset-2 hover:text-ink hover:decoration-current"
                        >
                          {name}
                        </Link>
                      </span>
                    ))}
                    .
                  </span>
                </p>
              </div>
              <div className="text-right tabular-nums">
                <p className="font-medium">{formatMoney(amountCents, formats, true)}</p>
                <p className="text-ink-soft text-table">
                  {formatCount(rows, formats)} {rows === 1 ? 'record' : 'records'}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {none.length > 0 && found.length > 0 ? (
        <p className="flex items-baseline gap-x-2 text-ink-soft text-table">
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-good" />
          <span>
            Nothing to put right: {none.map(({ title }) => title.toLowerCase()).join(', ')}.
          </span>
        </p>
      ) : null}
      {chosen && chosen.rows > 0 ? (
        <FaultyRows
          key={chosen.fault}
          title={chosen.title}
          query={withQuery('', { account: choices.account, currency, fault: chosen.fault })}
          accounts={scope.accounts
            .filter(({ id }) => result.accountIds.includes(id))
            .map(({ id, slug, name }) => ({ id, slug, name }))}
          formats={formats}
        />
      ) : null}
    </div>
  );
}
