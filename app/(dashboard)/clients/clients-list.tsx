'use client';

import { lazy, Suspense } from 'react';
import { filters } from '../../_query/list-filters';
import type { PackedSetup } from '../../_query/list-page';
import { ListScreen } from '../../_query/list-screen';
import { clientColumns } from './client-columns';
import { NewClientLink } from './new-client-link';

const clientFilters = [
  {
    name: 'status',
    label: 'Status',
    kind: 'options',
    options: [
      { value: 'active', label: 'Current' },
      { value: 'lead', label: 'Leads' },
      { value: 'archived', label: 'Archived' },
    ],
  },
  filters.balance,
  filters.overdue,
  filters.tag,
  filters.city,
  filters.field,
  { ...filters.min, label: 'Balance at least' },
  { ...filters.max, label: 'Balance at most' },
  { ...filters.from, label: 'Added from' },
  { ...filters.to, label: 'Added to' },
] as const;

// Few searches find nothing: its code comes when one does.
const AskJobber = lazy(async () => ({ default: (await import('../ask-jobber')).AskJobber }));

const sorts = [
  { value: 'name', label: 'Name' },
  { value: '-balance', label: 'Owed' },
  { value: '-updated', label: 'Last changed' },
];

/** Everybody: who they are, where, what they owe. */
export function ClientsList({ setup }: { setup: PackedSetup<'clients'> }) {
  return (
    <ListScreen
      list="clients"
      one="client"
      many="clients"
      setup={setup}
      columnsOf={clientColumns}
      filters={clientFilters}
      sorts={sorts}
      defaultSort="name"
      sumWords={{ balance: 'owed' }}
      searchLabel="Search name, phone, e-mail, street"
      empty="There are no clients in this Jobber account yet. The first one you add in Jobber shows up here."
      act={<NewClientLink />}
      askJobber={(search) => (
        <Suspense>
          <AskJobber list="clients" search={search} />
        </Suspense>
      )}
    />
  );
}
