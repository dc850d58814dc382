import type { Unit } from '@/lib/reports/contract';
import { type Formats, formatCount, formatMoney } from '../../_ui/formats';

/**
 * A value in its unit: `$4,120`, `38 %`, `12 days`; null is a dash. `whole` leaves out the cents.
 * @public
 */
export function figureText(
  value: number | null,
  unit: Unit,
  formats: Formats,
  whole = true,
): string {
  if (value === null) return '—';
  if (unit === 'money') return formatMoney(value, formats, whole);
  if (unit === 'count') return formatCount(value, formats);
  const rounded = new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 1 }).format(value);
  if (unit === 'percent') return `${rounded} %`;
  return `${rounded} ${value === 1 ? unit.slice(0, -1) : unit}`;
}

/**
 * A value on an axis, short: `$12K`.
 * @public
 */
export function axisText(value: number, unit: Unit, formats: Formats): string {
  const compact = {
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  } as const;
  if (unit !== 'money') return new Intl.NumberFormat(formats.locale, compact).format(value);
  return new Intl.NumberFormat(formats.locale, {
    ...compact,
    style: 'currency',
    currency: formats.currency,
  }).format(value / 100);
}

/**
 * How a value differs from the one before, `▲ 12 %`, and the class of its colour: more is good, but for waiting, which is
 * counted in hours and days. Null where nothing can be said.
 * @public
 */
export function change(
  value: number | null,
  before: number | null,
  unit: Unit,
): { text: string; tone: string } | null {
  if (value === null || before === null || before === 0) return null;
  const percent = ((value - before) / Math.abs(before)) * 100;
  if (Math.abs(percent) < 0.5) return { text: 'unchanged', tone: 'text-ink-soft' };
  const isWait = unit === 'days' || unit === 'hours';
  return {
    text: `${percent > 0 ? '▲' : '▼'} ${Math.abs(percent).toFixed(Math.abs(percent) < 10 ? 1 : 0)} %`,
    tone: percent > 0 !== isWait ? 'text-good' : 'text-bad',
  };
}
