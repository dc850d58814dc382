import Link from 'next/link';
import { calendarOf } from '@/lib/reports/calendar';
import { reportParams } from '@/lib/reports/params';
import { dayOf } from '@/lib/reports/period';
import { runReport } from '@/lib/reports/run-report';
import { LineChart } from '../../_ui/charts/line-chart';
import { formatMoney } from '../../_ui/formats';
import { Failed } from '../../_ui/notice';
import { readOrFailure } from '../read-or-failure';
import { axisText, change, figureText } from '../reports/figure-text';
import { reportHref, withQuery } from '../reports/report-href';
import { Card, CardMoney, type CardProps, isUnread, Unread } from './card';

const choices = { period: 'this-year', against: 'year-before' } as const;

/** What was invoiced this year, month by month, on the same months of last year. */
export async function RevenueCard({ scope, asked, now }: CardProps) {
  const read = await readOrFailure('overview:revenue', async () => {
    const params = reportParams(choices, now, await calendarOf(scope));
    const [results, paces] = await Promise.all([
      runReport(scope, 'revenue-invoiced', params, { now }),
      runReport(scope, 'goal-pace', params, { now }),
    ]);
    return { results, paces };
  });
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  return read.results.map(({ currency, figure, parts, formats, missing }) => {
    const thisMonth = dayOf(now, formats.timeZone).slice(0, 7);
    // Half-read years cannot be held against each other.
    const delta = missing.length > 0 ? null : change(figure.value, figure.before, figure.unit);
    const pace = read.paces.find((one) => one.currency === currency);
    return (
      <Card
        key={currency}
        title="Revenue this year"
        href={reportHref('revenue-invoiced', { account: asked, ...choices })}
        missing={missing}
        figure={
          <span className="flex flex-wrap items-baseline gap-x-3">
            <CardMoney result={{ figure, missing, formats }} />
            {delta ? (
              <span className="font-normal text-body tracking-normal">
                <span className={delta.tone}>{delta.text}</span>
                <span className="text-ink-soft">
                  {' '}
                  on {formatMoney(figure.before ?? 0, formats, true)} by this day last year
                </span>
              </span>
            ) : null}
          </span>
        }
        explain={withQuery('', {
          number: 'revenue-invoiced',
          account: asked,
          currency,
          ...choices,
        })}
      >
        {pace && pace.figure.value !== null && missing.length === 0 ? (
          <p className="px-4 text-ink-soft text-table">
            <Link
              href={reportHref('goal-pace', { account: asked, ...choices })}
              prefetch={false}
              className="underline decoration-line underline-offset-2 hover:text-ink hover:decoration-current"
            >
              {figureText(pace.figure.value, 'percent', formats)}
            </Link>{' '}
            of where your goal wants it by today
          </p>
        ) : null}
        {isUnread({ figure, missing }) ? (
          <Unread what="your invoices" missing={missing} />
        ) : (
          <div className="px-4 pt-4 pb-3">
            <LineChart
              steps={parts.map((part) => ({
                ...part,
                label: part.label.replace(/ \d{4}$/, ''),
                // A month that has not begun is not a zero.
                value: part.key.slice(0, 7) > thisMonth ? null : part.value,
              }))}
              running={parts.find(({ key }) => key.startsWith(thisMonth))?.key}
              format={(value) => axisText(value, 'money', formats)}
              height={180}
            />
          </div>
        )}
      </Card>
    );
  });
}
