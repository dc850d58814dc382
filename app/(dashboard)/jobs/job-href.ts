import type { Route } from 'next';

/**
 * The page of one job; the account goes along because ids are unique only within it.
 * @public
 */
export function jobHref(id: string, account: string | null): Route {
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return `/jobs/${encodeURIComponent(id)}${query}` as Route;
}
