'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { ClientRow, clientStatuses } from '@/lib/live/contract';
import { Loaded } from '../../_query/loaded';
import { RecordList } from '../../_query/record-list';
import { type PageAnswer, usePages } from '../../_query/use-pages';
import { FilterChip } from '../../_ui/filter-chip';
import type { Formats } from '../../_ui/formats';
import { SearchField } from '../../_ui/search-field';
import { clientColumns } from './client-columns';
import { type ClientsView, clientsView, clientsViewText } from './clients-view';

const statuses: readonly { value: (typeof clientStatuses)[number]; label: string }[] = [
  { value: 'current', label: 'Current' },
  { value: 'leads', label: 'Leads' },
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'All' },
];

const sorts = [
  { value: 'name', label: 'Name' },
  { value: 'updated', label: 'Last changed' },
] as const;

/** The list of clients: the URL holds the view, `load` brings its rows. */
export function ClientsList({
  firstView,
  first,
  load,
  formats,
  now,
}: {
  firstView: ClientsView;
  first: PageAnswer<ClientRow>;
  load: (
    account: string | undefined,
    input: { view: Omit<ClientsView, 'account'>; after?: string | undefined },
  ) => Promise<PageAnswer<ClientRow>>;
  formats: Formats;
  now: string;
}) {
  const [view, setView] = useQueryStates(clientsView);
  const { account, ...viewOfAccount } = view;
  const pages = usePages({
    key: ['clients', clientsViewText(view)],
    firstKey: ['clients', clientsViewText(firstView)],
    first,
    load: (after) => load(account ?? undefined, { view: viewOfAccount, after }),
  });
  const { hidden, checkedAt = now } = pages;
  const columns = useMemo(
    () => clientColumns({ formats, now: checkedAt, hidden, account: view.account }),
    [formats, checkedAt, hidden, view.account],
  );
  const isFiltered = view.search !== '' || view.status !== 'current';

  return (
    <RecordList
      many="clients"
      columns={columns}
      pages={pages}
      rowKey={(row) => row.id}
      sort={view.sort}
      onSort={(sort) => setView({ sort })}
      isFiltered={isFiltered}
      search={view.search}
      onClear={() => setView({ search: null, status: null })}
      empty="There are no clients in this Jobber account yet. The first one you add in Jobber shows up here."
      summary={<Loaded pages={pages} one="client" many="clients" />}
      controls={
        <>
          <SearchField
            label="Search name, phone, e-mail, street"
            value={view.search}
            onChange={(search) => setView({ search })}
          />
          <FilterChip
            label="Status"
            value={view.status}
            options={statuses}
            unset="current"
            onChange={(status) => setView({ status })}
          />
          <FilterChip
            label="Sort"
            value={view.sort.key}
            options={sorts}
            unset="name"
            onChange={(key) =>
              setView({ sort: { key, direction: key === 'name' ? 'ASCENDING' : 'DESCENDING' } })
            }
            className="sm:hidden"
          />
        </>
      }
    />
  );
}
