import type { Route } from 'next';

const pages: Partial<Record<string, string>> = {
  client: 'clients',
  request: 'requests',
  quote: 'quotes',
  job: 'jobs',
  invoice: 'invoices',
};

/**
 * The page of a record of any kind, or null where Fieldboard has none of its own (visits, payments, people).
 * @public
 */
export function recordHref(kind: string, id: string, account: string | undefined): Route | null {
  const page = pages[kind];
  if (!page) return null;
  const query = account ? `?account=${encodeURIComponent(account)}` : '';
  return `/${page}/${encodeURIComponent(id)}${query}` as Route;
}
