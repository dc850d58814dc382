import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ListRoute } from '../list-route';
import { QuotesList } from './quotes-list';

export const metadata: Metadata = { title: 'Quotes' };

export default function QuotesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <ListRoute list="quotes" title="Quotes" path="/quotes" searchParams={searchParams}>
      {(setup) => <QuotesList setup={setup} />}
    </ListRoute>
  );
}
