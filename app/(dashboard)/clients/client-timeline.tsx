import {
  BriefcaseBusiness,
  CalendarCheck,
  CalendarDays,
  CircleCheck,
  FileCheck,
  FileText,
  HandCoins,
  type IconNode,
  Inbox,
  Receipt,
  Send,
  UserPlus,
} from 'lucide';
import type { Route } from 'next';
import Link from 'next/link';
import { clientTimeline } from '@/lib/records/client-timeline';
import type { TimelineEvent } from '@/lib/records/record-contract';
import type { Formats } from '../../_ui/formats';
import { Icon } from '../../_ui/icon';
import { Moment } from '../../_ui/moment';
import { Money } from '../../_ui/money';
import { Failed, Nothing } from '../../_ui/notice';
import { plainWord } from '../../_ui/plain-words';
import { GapsLine } from '../known-parts';
import { readOrFailure } from '../read-or-failure';
import { recordHref } from '../record-href';
import type { RecordContext } from '../record-route';

const kindsOfEvents = ['request', 'quote', 'job', 'visit', 'invoice', 'payment'] as const;

/** Everything that happened with a client in one order, visits ahead on top. */
export async function ClientTimeline({
  id,
  after,
  context,
}: {
  id: string;
  after: string | undefined;
  context: RecordContext;
}) {
  const { scope, account, now } = context;
  const page = await readOrFailure('timeline', () =>
    clientTimeline(scope, id, after ? { after } : {}),
  );
  if ('error' in page) return <Failed {...page.error} />;
  const gaps = <GapsLine kinds={kindsOfEvents} context={context} />;
  if (page.events.length === 0) {
    return (
      <>
        {gaps}
        <Nothing>Nothing has happened with this client yet.</Nothing>
      </>
    );
  }
  const older = new URLSearchParams({ account: account.slug, timeline: page.next ?? '' });
  return (
    <>
      {gaps}
      <ol>
        {page.events.map((event) => (
          <Event
            key={`${event.kind} ${event.id}`}
            event={event}
            account={account.slug}
            formats={account.formats}
            now={now}
          />
        ))}
      </ol>
      {page.next ? (
        <p className="px-4 py-3 text-table">
          <Link
            href={`/clients/${encodeURIComponent(id)}?${older}` as Route}
            className="text-accent underline-offset-2 hover:underline"
          >
            Older
          </Link>
        </p>
      ) : null}
    </>
  );
}

const words: Record<TimelineEvent['kind'], { icon: IconNode; word: string }> = {
  client_created: { icon: UserPlus, word: 'Client added' },
  request_created: { icon: Inbox, word: 'Request came in' },
  quote_created: { icon: FileText, word: 'Quote written' },
  quote_sent: { icon: Send, word: 'Quote sent' },
  quote_approved: { icon: FileCheck, word: 'Quote approved' },
  job_created: { icon: BriefcaseBusiness, word: 'Job created' },
  job_completed: { icon: CircleCheck, word: 'Job completed' },
  visit: { icon: CalendarDays, word: 'Visit' },
  invoice_issued: { icon: Receipt, word: 'Invoice issued' },
  payment: { icon: HandCoins, word: 'Payment' },
};

function Event({
  event,
  account,
  formats,
  now,
}: {
  event: TimelineEvent;
  account: string;
  formats: Formats;
  now: string;
}) {
  const isDone = event.kind === 'visit' && event.status === 'complete';
  const icon = isDone ? CalendarCheck : words[event.kind].icon;
  const isAhead = event.at > now;
  const href =
    event.recordKind && event.recordId && event.recordKind !== 'client'
      ? recordHref(event.recordKind, event.recordId, account)
      : null;
  const title = event.kind === 'payment' && event.title ? plainWord(event.title) : event.title;
  const subject = [event.number ? `#${event.number}` : null, title].filter(Boolean).join(' ');
  return (
    <li className="relative flex min-h-11 items-center gap-3 border-line border-b px-4 py-1.5 text-table hover:bg-hover sm:min-h-9">
      <Icon of={icon} className={`size-4 shrink-0 ${isAhead ? 'text-accent' : 'text-ink-soft'}`} />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{wordOf(event, isDone, isAhead)}</span>{' '}
        {href ? (
          <Link
            href={href}
            className="text-ink-soft outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
          >
            {subject || 'No title'}
          </Link>
        ) : (
          <span className="text-ink-soft">{subject}</span>
        )}
      </span>
      {event.amountCents === null ? null : (
        <span className="shrink-0">
          <Money cents={event.amountCents} formats={formats} />
        </span>
      )}
      <span className="w-28 shrink-0 text-right text-ink-soft">
        <Moment at={event.at} now={now} formats={formats} time={event.kind === 'visit'} />
      </span>
    </li>
  );
}

function wordOf(event: TimelineEvent, isDone: boolean, isAhead: boolean): string {
  if (event.kind === 'payment' && event.status) return plainWord(event.status);
  if (event.kind !== 'visit') return words[event.kind].word;
  if (isDone) return 'Visit done';
  return isAhead ? 'Visit planned' : 'Visit not done';
}
