import { catalog, type ReportName, reportNames } from './catalog';
import type { ReportEntry } from './contract';
import { tableNumber } from './table-number';

/**
 * A number that can be watched: the figure of a report, or the total of the money left on the table.
 * @public
 */
export type WatchedName = typeof tableNumber.name | ReportName;

/** @public */
export const watchedNames: WatchedName[] = [tableNumber.name, ...reportNames];

/**
 * What a watched number is called, means and counts.
 * @public
 */
export function watchedEntry(
  name: WatchedName,
): Pick<ReportEntry, 'title' | 'definition' | 'unit' | 'when' | 'group'> {
  return name === tableNumber.name ? tableNumber : catalog[name];
}

/**
 * The watched number of a name that was stored or typed, or null.
 * @public
 */
export function findWatched(name: string): WatchedName | null {
  return watchedNames.find((known) => known === name) ?? null;
}
