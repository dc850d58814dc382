import type { EntityProgress } from '@/lib/sync/progress-contract';

type Kind = EntityProgress['kind'];

/** The kinds of record as people call them, and what is missing on screen while Jobber keeps them back. */
export const kindWords: Readonly<Record<Kind, { many: string; hides: string; scope: string }>> = {
  client: { many: 'clients', hides: 'names, addresses and balances', scope: 'Clients' },
  job: { many: 'jobs', hides: 'jobs, and work that is done but not billed', scope: 'Jobs' },
  invoice: { many: 'invoices', hides: 'invoices and what is owed', scope: 'Invoices' },
  quote: { many: 'quotes', hides: 'quotes and what they are worth', scope: 'Quotes' },
  request: { many: 'requests', hides: 'requests', scope: 'Requests' },
  visit: { many: 'visits', hides: 'visits and the schedule', scope: 'Scheduled items' },
  payment: { many: 'payments', hides: 'payments and cash collected', scope: 'Jobber payments' },
  user: { many: 'team members', hides: 'who does the work', scope: 'Users' },
  product: { many: 'products and services', hides: 'the price list', scope: 'Products' },
  expense: { many: 'expenses', hides: 'expenses in job costs', scope: 'Expenses' },
  time_sheet: {
    many: 'time sheets',
    hides: 'hours, and labour in job costs',
    scope: 'Time sheets',
  },
  property: { many: 'properties', hides: 'where work is done', scope: 'Clients' },
};
