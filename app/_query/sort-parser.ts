import { createParser } from 'nuqs/server';
import type { Sort } from '../_ui/record-table';

/**
 * A sort in the URL: `name` upwards, `-name` downwards; an unknown key falls back to the default.
 * @public
 */
export function sortParser<Key extends string>(keys: readonly Key[]) {
  return createParser<Sort<Key>>({
    parse: (text) => {
      const name = text.startsWith('-') ? text.slice(1) : text;
      const key = keys.find((known) => known === name);
      return key ? { key, direction: text.startsWith('-') ? 'DESCENDING' : 'ASCENDING' } : null;
    },
    serialize: sortText,
    eq: (a, b) => a.key === b.key && a.direction === b.direction,
  });
}

/** @public */
export function sortText(sort: Sort<string>): string {
  return sort.direction === 'DESCENDING' ? `-${sort.key}` : sort.key;
}
