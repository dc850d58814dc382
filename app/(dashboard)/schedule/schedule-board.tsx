import { clsx } from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonClass } from '../../_ui/classes';
import { formatCount, formatDay } from '../../_ui/formats';
import { Icon } from '../../_ui/icon';
import { Nothing } from '../../_ui/notice';
import { DayPlan } from './day-plan';
import { NeedsALook } from './needs-a-look';
import { PrintButton } from './print-button';
import type { Plan } from './schedule-plan';
import { type Span, spanBeside, spanHref } from './schedule-span';
import { WeekPlan } from './week-plan';

/** The schedule with its way through time. */
export function ScheduleBoard(props: Plan) {
  const { plan, span, today, accounts, asked, unread } = props;
  const locale = accounts[0]?.formats.locale ?? 'en-US';
  const visits = plan.days.reduce((sum, day) => sum + day.visits, 0);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 py-3 sm:px-6">
        <nav aria-label="Time" className="flex items-center gap-1 print:hidden">
          <Link
            href={spanHref(spanBeside(span, -1), asked)}
            aria-label={`The ${span.by} before`}
            className={buttonClass('plain', 'square')}
          >
            <Icon of={ChevronLeft} className="size-4" isBold />
          </Link>
          <Link
            href={spanHref({ by: span.by, day: today }, asked)}
            className={buttonClass('plain')}
          >
            Today
          </Link>
          <Link
            href={spanHref(spanBeside(span, 1), asked)}
            aria-label={`The ${span.by} after`}
            className={buttonClass('plain', 'square')}
          >
            <Icon of={ChevronRight} className="size-4" isBold />
          </Link>
        </nav>
        <h2 className="px-2 font-medium">{spanWords(span, locale)}</h2>
        <nav
          aria-label="Day or week"
          className="ml-auto flex rounded-control border border-line p-0.5 print:hidden"
        >
          {(['day', 'week'] as const).map((by) => (
            <Link
              key={by}
              href={spanHref({ by, day: by === 'day' ? dayWithin(span, today) : span.day }, asked)}
              aria-current={span.by === by ? 'true' : undefined}
              className={clsx(
                'flex h-7 items-center rounded px-3 text-table pointer-coarse:h-10',
                span.by === by ? 'bg-press font-medium' : 'text-ink-soft hover:text-ink',
              )}
            >
              {by === 'day' ? 'Day' : 'Week'}
            </Link>
          ))}
        </nav>
        <Link
          href={`/schedule/visits${asked ? `?account=${encodeURIComponent(asked)}` : ''}` as Route}
          className={clsx(buttonClass('quiet'), 'print:hidden')}
        >
          All visits
        </Link>
        <PrintButton />
      </div>
      <NeedsALook {...props} />
      {visits === 0 ? (
        <Nothing>
          {unread.length > 0
            ? `The visits of this ${span.by} are still being read from Jobber. Each part shows up here as it arrives.`
            : `No visits ${span.by === 'day' ? 'on this day' : 'in this week'}. What you schedule in Jobber shows up here.`}
        </Nothing>
      ) : span.by === 'day' ? (
        <DayPlan {...props} />
      ) : (
        <WeekPlan {...props} />
      )}
      <p className="px-4 py-3 text-ink-soft text-label sm:px-6">
        {formatCount(visits, accounts[0]?.formats ?? { locale, currency: 'USD', timeZone: 'UTC' })}{' '}
        {visits === 1 ? 'visit' : 'visits'}. The value of a visit is its price where the job is
        billed per visit, else its share of what is left to bill.
      </p>
    </>
  );
}

function dayWithin(span: Span, today: string): string {
  return span.days.includes(today) ? today : span.from;
}

function spanWords(span: Span, locale: string): string {
  const formats = { locale, currency: 'USD', timeZone: 'UTC' };
  const day = (date: string, withYear: boolean) =>
    formatDay(`${date}T00:00:00Z`, formats, withYear);
  if (span.by === 'week') return `${day(span.from, false)} – ${day(span.to, true)}`;
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' });
  return `${weekday.format(new Date(`${span.day}T00:00:00Z`))}, ${day(span.day, true)}`;
}
