import type { ResultFormats, Unit } from '@/lib/reports/contract';

/** A value as a message says it: money to the cent, other units as the pages write them; null is `not known`. */
export function valueText(value: number | null, unit: Unit, formats: ResultFormats): string {
  if (value === null) return 'not known';
  if (unit === 'money') {
    return new Intl.NumberFormat(formats.locale, {
      style: 'currency',
      currency: formats.currency,
    }).format(value / 100);
  }
  const number = new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 1 }).format(value);
  if (unit === 'count') return number;
  if (unit === 'percent') return `${number} %`;
  return `${number} ${value === 1 ? unit.slice(0, -1) : unit}`;
}

/** Text that stands in HTML as it is. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
