import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, format, getISOWeek, startOfMonth, startOfWeek } from 'date-fns';
import { type SQL, sql } from 'drizzle-orm';
import type { FactsContext, KnownPart } from './report';

/** SQL of the step of the chart that the date `day` falls into, as its first day `YYYY-MM-DD`. */
export function stepOfDay(context: FactsContext, day: SQL): SQL {
  if (context.step === 'day') return sql`(${day})::text`;
  if (context.step === 'month') return sql`date_trunc('month', ${day})::date::text`;
  // date_trunc knows weeks that begin on Monday; shifting by the account's first weekday gives any other.
  const shift = sql.raw(String((context.firstWeekday + 6) % 7));
  return sql`(date_trunc('week', (${day}) - ${shift}::int)::date + ${shift}::int)::text`;
}

/** Every step of the period, so that a month without rows is a zero and not a gap. */
export function stepsOfPeriod(context: FactsContext): KnownPart[] {
  const { period, step } = context;
  const last = utc(period.to);
  const steps: KnownPart[] = [];
  for (let at = firstStep(context); at <= last; at = nextStep(at, step)) {
    steps.push({ key: format(at, 'yyyy-MM-dd'), label: stepLabel(at, step) });
  }
  return steps;
}

/** SQL of the age band of a number of days; `days` below 1 are the first band. */
export function ageBand(days: SQL): SQL {
  return sql`case when ${days} <= 30 then '0-30' when ${days} <= 60 then '31-60' when ${days} <= 90 then '61-90' else '90+' end`;
}

/**
 * SQL of the age band of what began at the instant `at`, seen on the date `on` in `zone`. Comparing instants with the
 * four edges is many times cheaper than turning each into a day, and says the same.
 */
export function ageBandSince(at: SQL, on: SQL, zone: SQL): SQL {
  return sql`case when ${at} >= ${startOfDay(sql`(${on}) - 30`, zone)} then '0-30'
    when ${at} >= ${startOfDay(sql`(${on}) - 60`, zone)} then '31-60'
    when ${at} >= ${startOfDay(sql`(${on}) - 90`, zone)} then '61-90' else '90+' end`;
}

/** SQL of a number of days in words: `1 day`, `12 days`. */
export function daysInWords(days: SQL): SQL {
  return sql`((${days}) || case when (${days}) = 1 then ' day' else ' days' end)`;
}

/** SQL of the instant at which a date begins in a zone. */
export function startOfDay(day: SQL, zone: SQL): SQL {
  return sql`((${day})::timestamp at time zone ${zone})`;
}

/** The sum of a report that shows one part beside its figure without counting it in. */
export function totalWithout(part: string): SQL {
  return sql`case when grouping(f.part) = 0 then coalesce(sum(f.amount), 0)
    else coalesce(sum(f.amount) filter (where f.part <> ${part}), 0) end`;
}

export const ageBands = (): KnownPart[] => [
  { key: '0-30', label: '0–30 days' },
  { key: '31-60', label: '31–60 days' },
  { key: '61-90', label: '61–90 days' },
  { key: '90+', label: 'over 90 days' },
];

function firstStep({ period, step, firstWeekday }: FactsContext): Date {
  const from = utc(period.from);
  if (step === 'day') return from;
  if (step === 'month') return startOfMonth(from);
  return startOfWeek(from, { weekStartsOn: firstWeekday as 0 | 1 | 2 | 3 | 4 | 5 | 6 });
}

function nextStep(at: Date, step: FactsContext['step']): Date {
  if (step === 'month') return addMonths(at, 1);
  return addDays(at, step === 'week' ? 7 : 1);
}

function stepLabel(at: Date, step: FactsContext['step']): string {
  if (step === 'day') return format(at, 'd MMM');
  return step === 'month'
    ? format(at, 'MMM yyyy')
    : `${format(at, 'd MMM')} (week ${getISOWeek(at)})`;
}

function utc(day: string): TZDate {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new TZDate(year, month - 1, date, 'UTC');
}
