import { causeWords } from '@/lib/reports/causes';
import type { TableItem } from '@/lib/reports/contract';
import { recoveredThisMonth } from '@/lib/reports/ledger';
import { type CauseSum, type LeftOnTable, leftOnTable } from '@/lib/reports/left-on-table';
import { formatCount, formatDays, formatMoney } from '../../_ui/formats';
import { notReadYet, Unknown } from '../../_ui/money';
import { Failed } from '../../_ui/notice';
import { readOrFailure } from '../read-or-failure';
import { recordHref } from '../record-href';
import { withQuery } from '../reports/report-href';
import { Card, type CardProps } from './card';

const tones: Record<CauseSum['cause'], string> = {
  overdue: 'bg-bad',
  unbilled: 'bg-warn',
  approved: 'bg-accent',
  unscheduled: 'bg-warn',
  silent: 'border-[1.5px] border-ink-soft',
  ending: 'border-[1.5px] border-ink-soft',
};

/** What should become money and has not, by cause; each line opens its rows. */
export async function LeftOnTableCard({ scope, asked, now }: CardProps) {
  const read = await readOrFailure('left-on-table', async () => {
    const [results, recovered] = await Promise.all([
      leftOnTable(scope, { now, largest: 5 }),
      recoveredThisMonth(scope, { now }),
    ]);
    return { results, recovered };
  });
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  return read.results.map((result) => (
    <OneCurrency
      key={result.currency}
      result={result}
      recoveredCents={
        read.recovered.find((one) => one.currency === result.currency)?.totalCents ?? 0
      }
      asked={asked}
    />
  ));
}

function OneCurrency({
  result,
  recoveredCents,
  asked,
}: {
  result: LeftOnTable;
  recoveredCents: number;
  asked: string | undefined;
}) {
  const { formats, largest } = result;
  const isUnread = result.causes.length === 0 && result.missing.length > 0;
  const rows = (cause?: string) =>
    withQuery('/overview/left-on-table', { account: asked, currency: result.currency, cause });
  return (
    <Card
      title="Money left on the table"
      href={rows()}
      missing={result.missing}
      figure={
        isUnread ? <Unknown reason={notReadYet} /> : formatMoney(result.totalCents, formats, true)
      }
      explain={withQuery('', {
        number: 'left-on-table',
        account: asked,
        currency: result.currency,
      })}
    >
      {isUnread ? (
        <p className="px-4 pt-2 pb-4 text-ink-soft">
          The first read has just begun. What is waiting shows here as soon as it is known.
        </p>
      ) : result.causes.length === 0 ? (
        <p className="px-4 pt-2 pb-4 text-ink-soft">
          Nothing is waiting: no overdue invoice, no unbilled work, no silent quote.
        </p>
      ) : (
        <ul className="mt-2 border-line border-t">
          {result.causes.map((entry) => (
            <li
              key={entry.cause}
              className="relative grid min-h-12 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-b px-4 py-2 last:border-b-0 hover:bg-hover sm:grid-cols-[auto_minmax(0,11rem)_minmax(0,1fr)_auto]"
            >
              <span aria-hidden className={`size-2 rounded-full ${tones[entry.cause]}`} />
              <a
                data-page-link=""
                href={rows(entry.cause)}
                className="font-medium after:absolute after:inset-0"
              >
                {causeWords[entry.cause].title}
              </a>
              <span className="text-ink-soft text-table max-sm:col-start-2 max-sm:row-start-2">
                {countText(entry, formats)} · {causeWords[entry.cause].nextStep}
              </span>
              <span className="font-medium tabular-nums max-sm:col-start-3 max-sm:row-start-1">
                {formatMoney(entry.amountCents, formats, true)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {largest.length > 0 ? <Largest items={largest} formats={formats} asked={asked} /> : null}
      {recoveredCents > 0 ? (
        <p className="border-line border-t px-4 py-2 text-table">
          <span className="text-good">Recovered this month:</span>{' '}
          <span className="font-medium tabular-nums">
            {formatMoney(recoveredCents, formats, true)}
          </span>
        </p>
      ) : null}
      {result.hidden.rows > 0 ? (
        <p className="border-line border-t px-4 py-2 text-ink-soft text-label">
          <a
            data-page-link=""
            href={withQuery('/overview/left-on-table', {
              account: asked,
              currency: result.currency,
              show: 'hidden',
            })}
            className="hover:text-ink hover:underline"
          >
            {formatCount(result.hidden.rows, formats)} put off or done,{' '}
            {formatMoney(result.hidden.amountCents, formats, true)}
          </a>
        </p>
      ) : null}
    </Card>
  );
}

/** The five largest items whatever their cause: where to begin. */
function Largest({
  items,
  formats,
  asked,
}: {
  items: TableItem[];
  formats: LeftOnTable['formats'];
  asked: string | undefined;
}) {
  return (
    <>
      <h3 className="border-line border-t px-4 pt-3 pb-1 font-medium text-ink-soft text-label">
        Begin here
      </h3>
      <ul className="pb-2">
        {items.map((item) => {
          const href = recordHref(item.kind, item.id, asked);
          const name = item.clientName ?? item.label;
          return (
            <li
              key={`${item.accountId} ${item.kind} ${item.id}`}
              className="relative grid min-h-9 grid-cols-[minmax(0,11rem)_minmax(0,1fr)_auto] items-center gap-x-3 px-4 text-table hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:content-center max-sm:py-1.5 pointer-coarse:min-h-11"
            >
              <span className="truncate font-medium">
                {href ? (
                  <a data-page-link="" href={href} className="after:absolute after:inset-0">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </span>
              <span className="truncate text-ink-soft max-sm:col-span-2 max-sm:row-start-2 max-sm:text-label">
                {[item.clientName === null ? null : item.label, item.reason]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span className="tabular-nums">{formatMoney(item.amountCents, formats, true)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const nouns: Record<CauseSum['cause'], [string, string]> = {
  overdue: ['invoice', 'invoices'],
  unbilled: ['job', 'jobs'],
  approved: ['quote', 'quotes'],
  unscheduled: ['job', 'jobs'],
  silent: ['quote', 'quotes'],
  ending: ['recurring job', 'recurring jobs'],
};

function countText(entry: CauseSum, formats: LeftOnTable['formats']): string {
  const [one, many] = nouns[entry.cause];
  const count = `${formatCount(entry.rows, formats)} ${entry.rows === 1 ? one : many}`;
  return entry.oldestDays !== null && entry.oldestDays > 0
    ? `${count}, oldest ${formatDays(entry.oldestDays, formats)}`
    : count;
}
