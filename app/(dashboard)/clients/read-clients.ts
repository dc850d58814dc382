import 'server-only';
import type { AccountScope } from '@/lib/access/account-scope';
import { jobberFor } from '@/lib/connection';
import { liveClients } from '@/lib/live/clients';
import type { ClientRow, ClientSortKey, Page } from '@/lib/live/contract';
import { singleAccount } from '../single-account';
import type { ClientsView } from './clients-view';

const rowsPerPage = 50;

const sortKeys: Record<ClientsView['sort']['key'], ClientSortKey> = {
  name: 'PRIMARY_NAME',
  updated: 'UPDATED_AT',
};

/** One page of the client list, asked of Jobber. */
export function readClients(
  scope: AccountScope,
  view: Omit<ClientsView, 'account'>,
  after?: string,
): Promise<Page<ClientRow>> {
  const account = singleAccount(scope);
  return liveClients(jobberFor(account.id, { personId: scope.personId }), {
    search: view.search,
    status: view.status,
    sort: { key: sortKeys[view.sort.key], direction: view.sort.direction },
    first: rowsPerPage,
    after,
  });
}
