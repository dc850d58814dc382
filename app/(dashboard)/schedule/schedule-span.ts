import type { Route } from 'next';
import { addDays } from '@/lib/reports/period';

/** The days on screen: one, or the week that a day is in. All are `YYYY-MM-DD`. */
export type Span = { by: 'day' | 'week'; day: string; from: string; to: string; days: string[] };

/** The span that the URL names; without a usable day it is the one that today is in. Weekdays are 0 (Sunday) to 6. */
export function spanOf(
  asked: { by?: string | undefined; day?: string | undefined },
  today: string,
  firstWeekday: number,
): Span {
  const by = asked.by === 'day' ? 'day' : 'week';
  const day = isDay(asked.day) ? asked.day : today;
  if (by === 'day') return { by, day, from: day, to: day, days: [day] };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const from = addDays(day, -((weekday - firstWeekday + 7) % 7));
  const days = Array.from({ length: 7 }, (_, index) => addDays(from, index));
  return { by, day, from, to: addDays(from, 6), days };
}

/** The URL of a span. */
export function spanHref(span: Pick<Span, 'by' | 'day'>, account: string | undefined): Route {
  const query = new URLSearchParams({ by: span.by, day: span.day });
  if (account) query.set('account', account);
  return `/schedule?${query}` as Route;
}

/** One day or week further, or back. */
export function spanBeside(span: Span, direction: 1 | -1): Pick<Span, 'by' | 'day'> {
  return { by: span.by, day: addDays(span.day, direction * (span.by === 'day' ? 1 : 7)) };
}

function isDay(text: string | undefined): text is string {
  return (
    text !== undefined &&
    /^20\d\d-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
  );
}
