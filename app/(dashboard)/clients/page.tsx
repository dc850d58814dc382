import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Suspense } from 'react';
import { requireScope } from '@/lib/session';
import { defaultFormats } from '../../_ui/formats';
import { ListSkeleton } from '../../_ui/skeleton';
import { ConnectionLine } from '../connection-line';
import { ConnectionMark } from '../connection-mark';
import { PageHeader } from '../page-header';
import { readOrFailure } from '../read-or-failure';
import { loadClientsAction } from './actions';
import { ClientsList } from './clients-list';
import { type ClientsView, clientsViewText, loadClientsView } from './clients-view';
import { readClients } from './read-clients';

export const metadata: Metadata = { title: 'Clients' };

export default async function ClientsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const view = await loadClientsView(searchParams);
  const asked = view.account ?? undefined;
  await requireScope(asked);
  return (
    <>
      <PageHeader
        title="Clients"
        acts={
          <Suspense>
            <ConnectionMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine asked={asked} path={clientsViewText('/clients', view)} />
          </Suspense>
        }
      />
      <Suspense fallback={<ListSkeleton label="Reading clients from Jobber" />}>
        <FirstClients view={view} />
      </Suspense>
    </>
  );
}

async function FirstClients({ view }: { view: ClientsView }) {
  const { scope } = await requireScope(view.account ?? undefined);
  const first = await readOrFailure('clients', () => readClients(scope, view));
  return (
    <ClientsList
      firstView={view}
      first={first}
      load={loadClientsAction}
      formats={defaultFormats}
      now={new Date().toISOString()}
    />
  );
}
