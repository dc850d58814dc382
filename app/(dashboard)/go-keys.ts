/** An account that found records may belong to. */
export type FindAccount = { id: number; slug: string; name: string };

/** After `g`, the letter of a page. */
export const goKeys = [
  { key: 'o', word: 'overview', href: '/overview' },
  { key: 'c', word: 'clients', href: '/clients' },
  { key: 'j', word: 'jobs', href: '/jobs' },
  { key: 'q', word: 'quotes', href: '/quotes' },
  { key: 'i', word: 'invoices', href: '/invoices' },
  { key: 'r', word: 'requests', href: '/requests' },
  { key: 's', word: 'schedule', href: '/schedule' },
] as const;
