import type { Cause } from './contract';

/**
 * What each cause is called, and the next step it asks for.
 * @public
 */
export const causeWords: Record<Cause, { title: string; nextStep: string }> = {
  overdue: { title: 'Overdue', nextStep: 'Call or send a reminder' },
  unbilled: { title: 'Done, not billed', nextStep: 'Create the invoice' },
  approved: { title: 'Approved, not converted', nextStep: 'Convert it to a job' },
  unscheduled: { title: 'Not scheduled', nextStep: 'Give it a date' },
  silent: { title: 'Quotes silent', nextStep: 'Follow up' },
  ending: { title: 'Ending soon', nextStep: 'Offer a renewal' },
};

/**
 * The cause that a URL names, or null.
 * @public
 */
export function findCause(name: string | undefined): Cause | null {
  return (Object.keys(causeWords) as Cause[]).find((known) => known === name) ?? null;
}
