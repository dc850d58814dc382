import { MapPin, Phone } from 'lucide';
import type { ScheduleStop } from '@/lib/records/schedule-contract';
import type { ListAccount } from '../../_query/list-page';
import { Icon } from '../../_ui/icon';
import { Money } from '../../_ui/money';
import { RowLink } from '../../_ui/row-link';
import { State } from '../../_ui/state';
import { pageHref } from '../record-href';
import { CrewName } from './crew-name';
import { accountOf, crewOf, dayWords, type Plan } from './schedule-plan';
import { clockOf } from './stop-words';

/** A day: everybody's stops in their order, with the way there. */
export function DayPlan({ plan, span, accounts, unread }: Plan) {
  const formats = accounts[0]?.formats;
  return (
    <div className="grid gap-4 px-4 sm:px-6">
      {formats ? <DaySum {...dayWords(plan.days[0], formats, unread.includes(span.day))} /> : null}
      {crewOf(plan).map((person) => (
        <section
          key={person.key}
          aria-label={person.name}
          className="break-inside-avoid rounded-card border border-line bg-surface"
        >
          <h3 className="flex h-10 items-center border-line border-b px-4 font-medium text-table">
            <CrewName name={person.name} color={person.color} />
            <span className="ml-2 font-normal text-ink-soft">{person.stops.length}</span>
          </h3>
          <ol>
            {person.stops.map((stop) => (
              <Stop
                key={`${stop.accountId} ${stop.id}`}
                stop={stop}
                account={accountOf(accounts, stop.accountId)}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function DaySum({ value, visits }: { value: string; visits: string }) {
  return (
    <p className="text-ink-soft text-table tabular-nums">
      {value ? <strong className="font-medium text-ink">{value} · </strong> : null}
      {visits}
    </p>
  );
}

function Stop({ stop, account }: { stop: ScheduleStop; account: ListAccount }) {
  const place = [stop.street, stop.city].filter(Boolean).join(', ');
  return (
    <li className="relative grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 border-line border-b px-4 py-2 text-table last:border-b-0 hover:bg-hover sm:grid-cols-[9.5rem_minmax(0,1.2fr)_minmax(0,1.4fr)_7rem_6rem]">
      <span className="text-ink-soft tabular-nums max-sm:order-2 max-sm:text-right">
        {clockOf(stop, account.formats, true)}
      </span>
      <span className="flex min-w-0 gap-2 max-sm:order-1">
        <RowLink href={pageHref('job', stop.jobId, account.slug)}>
          {stop.clientName || 'No client'}
        </RowLink>
        <span className="truncate text-ink-soft max-sm:hidden">{stop.title}</span>
      </span>
      <span className="flex min-w-0 items-center gap-3 max-sm:order-3">
        {stop.mapUrl && place ? (
          <a
            href={stop.mapUrl}
            target="_blank"
            rel="noreferrer"
            title="Open the map"
            className="relative z-10 flex min-w-0 items-center gap-1 text-accent underline-offset-2 hover:underline"
          >
            <Icon of={MapPin} className="size-3.5 shrink-0" />
            <span className="truncate">{place}</span>
          </a>
        ) : (
          <span className="truncate text-ink-soft">{place || 'No address in Jobber'}</span>
        )}
        {stop.clientPhone ? (
          <a
            href={`tel:${stop.clientPhone.replace(/[^+\d]/g, '')}`}
            className="relative z-10 flex shrink-0 items-center gap-1 text-ink-soft underline-offset-2 hover:text-accent hover:underline max-desk:hidden print:flex"
          >
            <Icon of={Phone} className="size-3.5" />
            {stop.clientPhone}
          </a>
        ) : null}
      </span>
      <span className="max-sm:order-5">
        <StopState stop={stop} />
      </span>
      <span className="max-sm:order-4 sm:text-right">
        <Money
          cents={stop.valueCents}
          formats={account.formats}
          unknown="What this visit brought cannot be told from the bill of its job"
        />
      </span>
    </li>
  );
}

function StopState({ stop }: { stop: ScheduleStop }) {
  if (stop.isComplete) return <State tone="closed" word="Done" />;
  if (stop.isLate) return <State tone="bad" word="Late" />;
  if (stop.isConfirmed === false) return <State tone="idle" word="Not confirmed" />;
  return <State tone="good" word={stop.isConfirmed ? 'Confirmed' : 'Planned'} />;
}
