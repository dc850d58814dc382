import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ListRoute } from '../list-route';
import { InvoicesList } from './invoices-list';

export const metadata: Metadata = { title: 'Invoices' };

export default function InvoicesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <ListRoute list="invoices" title="Invoices" path="/invoices" searchParams={searchParams}>
      {(setup) => <InvoicesList setup={setup} />}
    </ListRoute>
  );
}
