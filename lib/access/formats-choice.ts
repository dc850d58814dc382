import { z } from 'zod';

/**
 * The currencies that can be chosen: what this runtime can write.
 * @public
 */
export const currencies: readonly string[] = Intl.supportedValuesOf('currency');

/**
 * The time zones that can be chosen.
 * @public
 */
export const timeZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/**
 * Where Jobber is sold, and its neighbours: how each writes numbers and dates.
 * @public
 */
export const locales = [
  { value: 'en-US', label: 'United States' },
  { value: 'en-CA', label: 'Canada (English)' },
  { value: 'fr-CA', label: 'Canada (français)' },
  { value: 'es-US', label: 'United States (español)' },
  { value: 'en-GB', label: 'United Kingdom' },
  { value: 'en-IE', label: 'Ireland' },
  { value: 'en-AU', label: 'Australia' },
  { value: 'en-NZ', label: 'New Zealand' },
  { value: 'en-ZA', label: 'South Africa' },
  { value: 'de-DE', label: 'Deutschland' },
  { value: 'fr-FR', label: 'France' },
  { value: 'es-ES', label: 'España' },
  { value: 'nl-NL', label: 'Nederland' },
] as const;

/**
 * What an owner chooses for an account. `timeZone` null: as Jobber says. Weekdays are 0 (Sunday) to 6 (Saturday).
 * @public
 */
export const formatsChoice = z.object({
  currency: z.string().refine((code) => currencies.includes(code), 'Choose a currency.'),
  locale: z.enum(locales.map(({ value }) => value)),
  timeZone: z
    .string()
    .refine((zone) => timeZones.includes(zone), 'Choose a time zone.')
    .nullable(),
  firstWeekday: z.number().int().min(0).max(6),
  workingDays: z
    .array(z.number().int().min(0).max(6))
    .min(1, 'Choose at least one working day.')
    .max(7)
    .transform((days) => [...new Set(days)].toSorted((one, other) => one - other)),
});

/** @public */
export type FormatsChoice = z.output<typeof formatsChoice>;
