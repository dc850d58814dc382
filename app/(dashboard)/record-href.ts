import type { Route } from 'next';

const pages = {
  client: 'clients',
  request: 'requests',
  quote: 'quotes',
  job: 'jobs',
  invoice: 'invoices',
} as const;

/**
 * The kinds of record that have a page here.
 * @public
 */
export type RecordPage = keyof typeof pages;

/**
 * The page of a record of any kind, or null where Fieldboard has none of its own (visits, payments, people).
 * @public
 */
export function recordHref(kind: string, id: string, account: string | undefined): Route | null {
  return isPage(kind) ? pageHref(kind, id, account) : null;
}

/**
 * The page of a record that certainly has one; the account goes along because ids are unique only within it.
 * @public
 */
export function pageHref(kind: RecordPage, id: string, account: string | undefined): Route {
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return `/${pages[kind]}/${encodeURIComponent(id)}${query}` as Route;
}

/** The list that a record stands in. */
export function listHref(kind: RecordPage, account: string | null): Route {
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return `/${pages[kind]}${query}` as Route;
}

function isPage(kind: string): kind is RecordPage {
  return kind in pages;
}
