import { z } from 'zod';
import type { ReportEntry, ReportParams } from './contract';
import { type Calendar, dayOf, type PeriodPreset, periodOf, presets } from './period';

const day = z.iso.date();

const querySchema = z.object({
  period: z.enum(presets).optional().catch(undefined),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  against: z.enum(['period-before', 'year-before']).catch('period-before'),
  on: day.optional().catch(undefined),
  part: z.string().max(200).optional().catch(undefined),
});

/**
 * What the URL of a report says; anything that cannot be read counts as not said.
 * @public
 */
export type ReportQuery = z.output<typeof querySchema>;

/**
 * Parses the query string of a report page or of its download.
 * @public
 */
export function parseReportQuery(query: Record<string, unknown>): ReportQuery {
  return querySchema.parse(query);
}

/**
 * The preset in force: none when two free days were given.
 */
export function presetOf(query: ReportQuery, fallback: PeriodPreset): PeriodPreset | null {
  if (query.from && query.to && query.from <= query.to) return null;
  return query.period ?? fallback;
}

/**
 * Turns the query into days of the account. A day ahead of today cannot be looked back from.
 * @public
 */
export function reportParams(query: ReportQuery, now: Date, calendar: Calendar): ReportParams {
  const preset = presetOf(query, 'this-month');
  const today = dayOf(now, calendar.timeZone);
  return {
    period: preset
      ? periodOf(preset, now, calendar)
      : { from: query.from ?? today, to: query.to ?? today },
    comparison: query.against,
    asOf: query.on && query.on < today ? query.on : today,
    ...(query.part === undefined ? {} : { part: query.part }),
  };
}

/**
 * Whether the choice of a period, of a day, or of nothing belongs on the page of this report.
 * @public
 */
export function choosable(entry: ReportEntry): 'period' | 'day' | 'nothing' {
  if (entry.when === 'period') return 'period';
  return entry.when === 'as-of' ? 'day' : 'nothing';
}
