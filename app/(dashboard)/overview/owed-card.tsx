import { calendarOf } from '@/lib/reports/calendar';
import { reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { BarList } from '../../_ui/charts/bar-list';
import { formatCount, formatMoney } from '../../_ui/formats';
import { Failed } from '../../_ui/notice';
import { readOrFailure } from '../read-or-failure';
import { reportHref, withQuery } from '../reports/report-href';
import { Card, CardMoney, type CardProps, isUnread, Unread } from './card';

/** Receivables by age. */
export async function OwedCard({ scope, asked, now }: CardProps) {
  const read = await readOrFailure('overview:receivables', async () => {
    const params = reportParams({ against: 'period-before' }, now, await calendarOf(scope));
    return { results: await runReport(scope, 'receivables', params, { now }) };
  });
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  return read.results.map(({ currency, figure, parts, formats, missing }) => (
    <Card
      key={currency}
      title="Owed to you"
      href={reportHref('receivables', { account: asked })}
      figure={<CardMoney result={{ figure, missing, formats }} />}
      missing={missing}
      explain={withQuery('', { number: 'receivables', account: asked, currency })}
    >
      {isUnread({ figure, missing }) ? (
        <Unread what="your invoices" missing={missing} />
      ) : (
        <div className="px-2 pt-2 pb-3">
          <BarList
            format={(value) => formatMoney(value, formats, true)}
            entries={parts
              .filter((part) => part.key !== 'bad-debt' || part.rows > 0)
              .map((part) => ({
                key: part.key,
                label: part.label,
                value: part.value,
                note: formatCount(part.rows, formats),
                tone:
                  part.key === '90+' || part.key === 'bad-debt'
                    ? 'bad'
                    : part.key === 'not-due'
                      ? 'plain'
                      : 'warn',
                href: reportHref('receivables', { account: asked, part: part.key }),
              }))}
          />
        </div>
      )}
    </Card>
  ));
}
