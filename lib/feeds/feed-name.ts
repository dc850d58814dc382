import { type ListName, listNames } from '@/lib/records/contract';

/**
 * What a feed key opens: one of the lists, or the calendar of visits.
 * @public
 */
export const feedNames = [...listNames, 'schedule'] as const;
/** @public */
export type FeedName = (typeof feedNames)[number];

/** @public */
export type FeedFormat = 'csv' | 'json' | 'ics';

/**
 * Feed and format of the last part of a feed's address (`invoices.csv`, `schedule.ics`), or null.
 * @public
 */
export function findFeed(
  file: string,
): { feed: ListName; format: 'csv' | 'json' } | { feed: 'schedule'; format: 'ics' } | null {
  if (file === 'schedule.ics') return { feed: 'schedule', format: 'ics' };
  const [name, format, ...rest] = file.split('.');
  const feed = listNames.find((known) => known === name);
  if (!feed || rest.length > 0 || (format !== 'csv' && format !== 'json')) return null;
  return { feed, format };
}

/**
 * The files that a key of this feed opens.
 * @public
 */
export function feedFiles(feed: string): string[] {
  return feed === 'schedule' ? ['schedule.ics'] : [`${feed}.csv`, `${feed}.json`];
}
