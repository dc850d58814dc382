import type { KeptAlert } from '@/lib/outbox/alerts';
import { watchedEntry } from '@/lib/reports/watched-numbers';
import type { Formats } from '../../../_ui/formats';
import { figureText } from '../../reports/figure-text';
import { periodLabel } from '../../reports/periods';

/** What an alert watches, as one reads it: `Receivables by age above $40,000`. */
export function alertWords(alert: KeptAlert, formats: Formats): string {
  const { title, unit, when } = watchedEntry(alert.report);
  const period = when === 'period' ? `, ${periodLabel(alert.period).toLowerCase()},` : '';
  return `${title}${period} ${alert.direction} ${figureText(alert.threshold, unit, formats, alert.threshold % 100 === 0)}`;
}

/** Where its number stood at the last look. */
export function standingWords(alert: KeptAlert, formats: Formats): string {
  const { unit } = watchedEntry(alert.report);
  if (alert.isBeyond === null)
    return 'Not looked at yet: its number is not known or still being read';
  const value = figureText(alert.lastValue, unit, formats, false);
  if (alert.isBeyond)
    return `${value} now, ${alert.direction} it: the next message comes after it went back`;
  return `${value} now: a message comes when it goes ${alert.direction}`;
}
