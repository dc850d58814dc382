import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ListRoute } from '../../list-route';
import { VisitsList } from './visits-list';

export const metadata: Metadata = { title: 'Visits' };

export default function VisitsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <ListRoute list="visits" title="Visits" path="/schedule/visits" searchParams={searchParams}>
      {(setup) => <VisitsList setup={setup} />}
    </ListRoute>
  );
}
