import type { PeriodPreset } from '@/lib/reports/period';

/**
 * The periods one can choose by name, in the order of the menus.
 * @public
 */
export const periods = [
  { value: 'this-month', label: 'This month' },
  { value: 'last-month', label: 'Last month' },
  { value: 'today', label: 'Today' },
  { value: 'this-week', label: 'This week' },
  { value: 'last-week', label: 'Last week' },
  { value: 'this-quarter', label: 'This quarter' },
  { value: 'last-quarter', label: 'Last quarter' },
  { value: 'this-year', label: 'This year' },
  { value: 'last-year', label: 'Last year' },
  { value: 'last-30-days', label: 'Last 30 days' },
  { value: 'last-90-days', label: 'Last 90 days' },
  { value: 'last-12-months', label: 'Last 12 months' },
] as const satisfies readonly { value: PeriodPreset; label: string }[];

/**
 * A preset in words.
 * @public
 */
export function periodLabel(preset: PeriodPreset): string {
  return periods.find(({ value }) => value === preset)?.label ?? preset;
}
