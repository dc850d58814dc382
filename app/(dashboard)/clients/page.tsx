import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ListRoute } from '../list-route';
import { ClientsList } from './clients-list';

export const metadata: Metadata = { title: 'Clients' };

export default function ClientsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <ListRoute list="clients" title="Clients" path="/clients" searchParams={searchParams}>
      {(setup) => <ClientsList setup={setup} />}
    </ListRoute>
  );
}
