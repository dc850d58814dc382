import type { Route } from 'next';

/**
 * The page of one client; the account goes along because ids are unique only within it.
 * @public
 */
export function clientHref(id: string, account: string | null): Route {
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return `/clients/${encodeURIComponent(id)}${query}` as Route;
}
