import { calendarOf } from '@/lib/reports/calendar';
import { reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { ColumnChart } from '../../_ui/charts/column-chart';
import { Failed } from '../../_ui/notice';
import { readOrFailure } from '../read-or-failure';
import { axisText } from '../reports/figure-text';
import { reportHref, withQuery } from '../reports/report-href';
import { Card, CardMoney, type CardProps, isUnread, Unread } from './card';

/** The value of the next eight weeks. */
export async function BookedAheadCard({ scope, asked, now }: CardProps) {
  const read = await readOrFailure('overview:booked-ahead', async () => {
    const params = reportParams({ against: 'period-before' }, now, await calendarOf(scope));
    return { results: await runReport(scope, 'booked-ahead', params, { now }) };
  });
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  return read.results.map(({ currency, figure, parts, formats, missing }) => (
    <Card
      key={currency}
      title="Booked ahead"
      href={reportHref('booked-ahead', { account: asked })}
      figure={<CardMoney result={{ figure, missing, formats }} />}
      missing={missing}
      explain={withQuery('', { number: 'booked-ahead', account: asked, currency })}
    >
      {isUnread({ figure, missing }) ? (
        <Unread what="your jobs and visits" missing={missing} />
      ) : (
        <div className="px-4 pt-3 pb-3">
          <ColumnChart
            steps={parts.filter((part) => part.key !== 'later')}
            format={(value) => axisText(value, 'money', formats)}
            href={(key) => reportHref('booked-ahead', { account: asked, part: key })}
            height={120}
          />
        </div>
      )}
    </Card>
  ));
}
