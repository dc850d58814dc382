import { formatCount, formatMoment } from '../../_ui/formats';
import { RowLink } from '../../_ui/row-link';
import { State } from '../../_ui/state';
import { pageHref } from '../record-href';
import { accountOf, type Plan } from './schedule-plan';

const whys = {
  unassigned: { tone: 'warn', word: 'Nobody assigned' },
  late: { tone: 'bad', word: 'Late' },
  unconfirmed: { tone: 'idle', word: 'Not confirmed' },
} as const;

const firstShown = 6;

/** Visits that need a decision, before everything else: nobody goes, time is over, the client does not know. */
export function NeedsALook({ plan, accounts, now }: Plan) {
  const items = plan.attention.flatMap(({ accountId, id, why }) => {
    const stop = plan.stops.find((one) => one.accountId === accountId && one.id === id);
    return stop ? [{ stop, why }] : [];
  });
  const [formats] = accounts.map((account) => account.formats);
  if (items.length === 0 || !formats) return null;
  const counts = (Object.keys(whys) as (keyof typeof whys)[])
    .map((why) => ({ why, count: items.filter((item) => item.why === why).length }))
    .filter(({ count }) => count > 0);
  return (
    <section
      aria-label="Needs a look"
      className="mx-4 mb-4 rounded-card border border-line bg-surface sm:mx-6"
    >
      <details open={items.length <= firstShown}>
        <summary className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-table">
          <span className="font-medium max-sm:basis-full">Needs a look</span>
          {counts.map(({ why, count }) => (
            <span key={why} className="whitespace-nowrap tabular-nums">
              <State {...whys[why]} /> {formatCount(count, formats)}
            </span>
          ))}
        </summary>
        <ul className="border-line border-t">
          {items.map(({ stop, why }) => {
            const account = accountOf(accounts, stop.accountId);
            return (
              <li
                key={`${why} ${stop.accountId} ${stop.id}`}
                className="relative flex min-h-11 items-center gap-4 border-line border-b px-4 text-table last:border-b-0 hover:bg-hover sm:min-h-9"
              >
                <span className="w-36 shrink-0">
                  <State {...whys[why]} />
                </span>
                <span className="w-32 shrink-0 text-ink-soft tabular-nums max-sm:hidden">
                  {formatMoment(stop.startAt, now, account.formats, { time: !stop.isAllDay })}
                </span>
                <span className="flex min-w-0 flex-1 gap-3">
                  <RowLink href={pageHref('job', stop.jobId, account.slug)}>
                    {stop.clientName || stop.title || 'No name'}
                  </RowLink>
                  <span className="truncate text-ink-soft max-sm:hidden">{stop.title}</span>
                </span>
              </li>
            );
          })}
        </ul>
      </details>
    </section>
  );
}
