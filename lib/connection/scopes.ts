import 'server-only';
import type { JobberClient } from '../jobber/client';
import { graphql } from '../jobber/graphql';

/**
 * A permission of the Jobber app and what is missing without it.
 * @public
 */
export type ScopeState = { scope: string; label: string; hides: string; isSeen: boolean };

// Jobber tells nobody which scopes a token has: asking for one row of each kind shows which it keeps back.
const probe = graphql(`
  query ScopeProbe {
    clients(first: 1) { nodes { id } }
    requests(first: 1) { nodes { id } }
    quotes(first: 1) { nodes { id } }
    jobs(first: 1) { nodes { id } }
    visits(first: 1) { nodes { id } }
    invoices(first: 1) { nodes { id } }
    paymentRecords(first: 1) { nodes { id } }
    users(first: 1) { nodes { id } }
    expenses(first: 1) { nodes { id } }
    timeSheetEntries(first: 1) { nodes { id } }
  }
`);

const wanted: (Omit<ScopeState, 'isSeen'> & { root: string })[] = [
  {
    root: 'clients',
    scope: 'read_clients',
    label: 'Clients: read',
    hides: 'clients, their addresses and balances',
  },
  { root: 'requests', scope: 'read_requests', label: 'Requests: read', hides: 'requests' },
  {
    root: 'quotes',
    scope: 'read_quotes',
    label: 'Quotes: read',
    hides: 'quotes and what they are worth',
  },
  {
    root: 'jobs',
    scope: 'read_jobs',
    label: 'Jobs: read',
    hides: 'jobs, and work that is done but not billed',
  },
  {
    root: 'visits',
    scope: 'read_scheduled_items',
    label: 'Scheduled items: read',
    hides: 'visits and the schedule',
  },
  {
    root: 'invoices',
    scope: 'read_invoices',
    label: 'Invoices: read',
    hides: 'invoices and what is owed',
  },
  {
    root: 'paymentRecords',
    scope: 'read_jobber_payments',
    label: 'Jobber payments: read',
    hides: 'payments',
  },
  {
    root: 'users',
    scope: 'read_users',
    label: 'Users: read',
    hides: 'who does the work, and sign-in itself',
  },
  {
    root: 'expenses',
    scope: 'read_expenses',
    label: 'Expenses: read',
    hides: 'expenses in job costs',
  },
  {
    root: 'timeSheetEntries',
    scope: 'read_time_sheets',
    label: 'Time sheets: read',
    hides: 'hours, and labour in job costs',
  },
];

/**
 * The permissions that the app needs in Jobber's Developer Center.
 * @public
 */
export const neededScopes: readonly Omit<ScopeState, 'isSeen'>[] = wanted;

/**
 * What the app may read for this account now. Throws what the client throws.
 * @public
 */
export async function scopesSeen(client: JobberClient): Promise<ScopeState[]> {
  const { hidden } = await client.query(probe, {});
  const kept = new Set(hidden.map((path) => path.split('.')[0]));
  return wanted.map(({ root, ...scope }) => ({ ...scope, isSeen: !kept.has(root) }));
}
