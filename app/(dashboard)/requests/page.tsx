import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ListRoute } from '../list-route';
import { RequestsList } from './requests-list';

export const metadata: Metadata = { title: 'Requests' };

export default function RequestsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <ListRoute list="requests" title="Requests" path="/requests" searchParams={searchParams}>
      {(setup) => <RequestsList setup={setup} />}
    </ListRoute>
  );
}
