import { type ListName, listNames } from './contract';
import { defaultViews } from './default-views';
import type { FoundPage, FoundView } from './find-contract';
import { listParams } from './list-query';

const pages: readonly (FoundPage & { words: string })[] = [
  { title: 'Overview', href: '/overview', words: 'home today money left on the table' },
  { title: 'Clients', href: '/clients', words: 'customers leads people' },
  { title: 'Jobs', href: '/jobs', words: 'work' },
  { title: 'Quotes', href: '/quotes', words: 'estimates offers' },
  { title: 'Invoices', href: '/invoices', words: 'bills receivables' },
  { title: 'Requests', href: '/requests', words: 'enquiries assessments' },
  { title: 'Schedule', href: '/schedule', words: 'calendar visits crew week day' },
  { title: 'Reports', href: '/reports', words: 'numbers charts revenue' },
  { title: 'Explorer', href: '/explorer', words: 'graphql query' },
  { title: 'Sync', href: '/sync', words: 'freshness progress read' },
  { title: 'Connection', href: '/connection', words: 'jobber reconnect disconnect account' },
  { title: 'Settings', href: '/settings', words: 'formats people sessions keys currency' },
];

/** Pages whose title or words begin with every word typed. */
export function foundPages(text: string): FoundPage[] {
  return pages
    .filter(({ title, words }) => beginsAll(`${title} ${words}`, text))
    .map(({ title, href }) => ({ title, href }));
}

/** The views that come with the lists whose name, list or question begin with every word typed. */
export function foundDefaultViews(text: string): FoundView[] {
  return listNames.flatMap((list) => viewsOf(list, text));
}

function viewsOf<List extends ListName>(list: List, text: string): FoundView[] {
  return defaultViews[list]
    .filter(({ name }) => beginsAll(`${name} ${list}`, text))
    .map(({ name, query }) => ({
      list,
      name,
      account: null,
      params: new URLSearchParams(listParams(list, query)).toString(),
    }));
}

/** Whether every word of `text` begins a word of `line`. */
export function beginsAll(line: string, text: string): boolean {
  const words = line.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return text
    .split(' ')
    .every((asked) => asked !== '' && words.some((word) => word.startsWith(asked)));
}
