import type { ListFilters, ListName, ListQuery } from '@/lib/records/contract';
import { defaultViews } from '@/lib/records/default-views';
import { defaultSorts } from '@/lib/records/list-query';

/**
 * A list as somebody really opens it.
 * @public
 */
export type NamedQuery = { [List in ListName]: Named<List> }[ListName];
type Named<List extends ListName> = { name: string; list: List; query: ListQuery<List> };

/**
 * The 25 ways to open a list that are held to a time and to a plan without a sequential scan.
 * @public
 */
export const namedQueries: readonly NamedQuery[] = [
  view('clients', 'current'),
  view('clients', 'owing'),
  view('clients', 'overdue'),
  view('clients', 'leads'),
  plain('clients in a city', 'clients', { city: 'Salem' }),
  plain('clients with a tag', 'clients', { tag: 'Tag 2' }),
  plain('clients by part of a name', 'clients', { search: 'kerlin ran' }),
  plain('clients by phone', 'clients', { search: '(555) 000-0420' }),
  view('jobs', 'open'),
  view('jobs', 'unbilled'),
  view('jobs', 'unscheduled'),
  view('jobs', 'late'),
  plain('jobs of one person', 'jobs', { salesperson: 'u3' }),
  plain('jobs by street', 'jobs', { search: '1234 ' }),
  plain('jobs over 5,000', 'jobs', { minCents: 500_000 }, ['total', 'DESCENDING']),
  view('quotes', 'open'),
  view('quotes', 'silent'),
  view('invoices', 'open'),
  view('invoices', 'overdue-30'),
  view('invoices', 'all'),
  plain(
    'invoices of last month',
    'invoices',
    {
      date: 'issued',
      period: { from: '2026-10-01', to: '2026-10-31' },
    },
    ['total', 'DESCENDING'],
  ),
  view('requests', 'open'),
  view('visits', 'ahead'),
  view('visits', 'late'),
  plain(
    'visits of one person next week',
    'visits',
    {
      assignee: 'u5',
      period: { from: '2026-11-23', to: '2026-11-29' },
    },
    ['start', 'ASCENDING'],
  ),
];

function view<List extends ListName>(list: List, key: string): Named<List> {
  const found = defaultViews[list].find((candidate) => candidate.key === key);
  if (!found) throw new Error(`${list} has no view ${key}`);
  return { name: `${list}: ${found.name}`, list, query: { ...found.query, limit: 50 } };
}

function plain<List extends ListName>(
  name: string,
  list: List,
  filters: ListFilters<List>,
  sort?: [ListQuery<List>['sort']['key'], ListQuery<List>['sort']['direction']],
): Named<List> {
  const chosen = sort ? { key: sort[0], direction: sort[1] } : defaultSorts[list];
  return { name, list, query: { filters, sort: chosen, limit: 50 } };
}
