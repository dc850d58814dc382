import { clsx } from 'clsx';
import Link from 'next/link';
import type { ScheduleDay, ScheduleStop } from '@/lib/records/schedule-contract';
import type { ListAccount } from '../../_query/list-page';
import { pageHref } from '../record-href';
import { CrewName } from './crew-name';
import { accountOf, crewOf, dayWords, type Plan } from './schedule-plan';
import { spanHref } from './schedule-span';
import { clockOf, stopTone } from './stop-words';

/** A week: a line per crew member, a column per day with its value. On a phone the days follow one another. */
export function WeekPlan(props: Plan) {
  const { plan, span, today, accounts, asked, unread } = props;
  const crew = crewOf(plan);
  return (
    <>
      <DayByDay {...props} />
      <div className="overflow-x-auto px-4 max-sm:hidden sm:px-6 print:block">
        <table className="w-full min-w-[64rem] table-fixed border-separate border-spacing-0 overflow-hidden rounded-card border border-line bg-surface text-table print:min-w-0">
          <thead>
            <tr>
              <th
                scope="col"
                className="w-40 border-line border-b p-3 text-left align-top font-medium text-ink-soft text-label"
              >
                Crew
              </th>
              {span.days.map((day) => (
                <th
                  key={day}
                  scope="col"
                  className={clsx(
                    'border-line border-b border-l p-3 text-left align-top font-normal',
                    day === today && 'bg-accent-soft',
                  )}
                >
                  <DayHead
                    day={plan.days.find((one) => one.day === day)}
                    date={day}
                    isToday={day === today}
                    isUnread={unread.includes(day)}
                    accounts={accounts}
                    asked={asked}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {crew.map((person) => (
              <tr key={person.key}>
                <th
                  scope="row"
                  className="border-line border-b p-3 text-left align-top font-medium"
                >
                  <CrewName name={person.name} color={person.color} />
                </th>
                {span.days.map((day) => (
                  <td
                    key={day}
                    className={clsx(
                      'border-line border-b border-l p-1.5 align-top',
                      day === today && 'bg-accent-soft/40',
                    )}
                  >
                    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
                      {person.stops
                        .filter((stop) => stop.day === day)
                        .map((stop) => (
                          <li key={`${stop.accountId} ${stop.id}`}>
                            <StopBlock stop={stop} account={accountOf(accounts, stop.accountId)} />
                          </li>
                        ))}
                    </ul>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The week on a phone: the days that have visits, one after the other. */
function DayByDay({ plan, span, today, accounts, asked, unread }: Plan) {
  return (
    <div className="grid gap-4 px-4 sm:hidden print:hidden">
      {span.days.map((date) => {
        const stops = plan.stops.filter((stop) => stop.day === date);
        return (
          <section
            key={date}
            aria-label={date}
            className="rounded-card border border-line bg-surface text-table"
          >
            <div className={clsx('px-3 py-2', stops.length > 0 && 'border-line border-b')}>
              <DayHead
                day={plan.days.find((one) => one.day === date)}
                date={date}
                isToday={date === today}
                isUnread={unread.includes(date)}
                accounts={accounts}
                asked={asked}
              />
            </div>
            {stops.length > 0 ? (
              <ul className="grid grid-cols-[minmax(0,1fr)] gap-1 p-1.5">
                {stops.map((stop) => (
                  <li key={`${stop.accountId} ${stop.id}`}>
                    <StopBlock
                      stop={stop}
                      account={accountOf(accounts, stop.accountId)}
                      crew={namesOf(plan, stop)}
                    />
                  </li>
                ))}
              </ul>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}

function namesOf(plan: Plan['plan'], stop: ScheduleStop): string {
  return plan.people
    .filter(({ accountId, id }) => accountId === stop.accountId && stop.assigneeIds.includes(id))
    .map(({ name }) => name)
    .join(', ');
}

function DayHead({
  day,
  date,
  isToday,
  isUnread,
  accounts,
  asked,
}: {
  day: ScheduleDay | undefined;
  date: string;
  isToday: boolean;
  isUnread: boolean;
  accounts: readonly ListAccount[];
  asked: string | undefined;
}) {
  const formats = accounts[0]?.formats;
  if (!formats) return null;
  const at = new Date(`${date}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formats.locale, { timeZone: 'UTC', ...options }).format(at);
  const { value, visits } = dayWords(day, formats, isUnread);
  return (
    <Link href={spanHref({ by: 'day', day: date }, asked)} className="group block">
      <span className={clsx('font-medium group-hover:text-accent', isToday && 'text-accent')}>
        {part({ weekday: 'short' })} {part({ day: 'numeric' })}
        {isToday ? <span className="sr-only">, today</span> : null}
      </span>
      <span className="block tabular-nums">{value || '\u00a0'}</span>
      <span className="block text-ink-soft text-label tabular-nums">{visits}</span>
    </Link>
  );
}

function StopBlock({
  stop,
  account,
  crew,
}: {
  stop: ScheduleStop;
  account: ListAccount;
  crew?: string;
}) {
  const tone = stopTone(stop);
  return (
    <Link
      href={pageHref('job', stop.jobId, account.slug)}
      title={[stop.clientName, stop.title, stop.street, stop.city].filter(Boolean).join(' · ')}
      className={clsx(
        'block rounded-control border-l-2 bg-canvas px-2 py-1 leading-4 hover:bg-hover',
        tone.edge,
        stop.isComplete && 'text-ink-soft',
      )}
    >
      <span className="flex justify-between gap-1 text-ink-soft text-label tabular-nums">
        {clockOf(stop, account.formats)}
        {tone.word ? <span className={tone.text}>{tone.word}</span> : null}
      </span>
      <span className="block truncate font-medium text-label">
        {stop.clientName || stop.title || 'No name'}
      </span>
      <span className="block truncate text-ink-soft text-label">
        {[stop.city ?? stop.title, crew].filter(Boolean).join(' · ')}
      </span>
    </Link>
  );
}
