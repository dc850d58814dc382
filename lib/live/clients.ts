import { z } from 'zod';
import type { JobberClient } from '@/lib/jobber/client';
import { clientsListDocument } from '@/lib/jobber/documents/clients-list';
import type { ClientRow, ClientStatus, ClientsQuery, Page } from './contract';
import { readPage } from './page';
import { tagLabels, webAddress } from './parts';
import { cents, flag, hiddenNames, text } from './values';

/**
 * One page of clients as Jobber holds them now; by name unless `query.sort` says otherwise.
 * @public
 */
export async function liveClients(
  client: JobberClient,
  query: ClientsQuery,
): Promise<Page<ClientRow>> {
  const { data, hidden } = await client.query(clientsListDocument, {
    first: query.first ?? 25,
    after: query.after ?? null,
    searchTerm: query.search?.trim() || null,
    filter: filters[query.status ?? 'all'],
    sort: query.sort ?? { key: 'PRIMARY_NAME', direction: 'ASCENDING' },
  });
  return { ...readPage(clientRow, data.clients), hidden: hiddenNames(hidden) };
}

const filters: Record<ClientStatus, { isLead?: boolean; isArchived?: boolean } | null> = {
  all: null,
  current: { isLead: false, isArchived: false },
  leads: { isLead: true, isArchived: false },
  archived: { isArchived: true },
};

const clientRow = z
  .object({
    id: z.string(),
    name: text,
    companyName: text,
    isCompany: flag,
    isLead: flag,
    isArchived: flag,
    email: text,
    phone: text,
    balance: cents,
    updatedAt: text,
    jobberWebUri: text,
    billingAddress: z.object({ city: text, province: text }).nullish(),
    tags: tagLabels,
  })
  .transform(
    ({ name, balance, jobberWebUri, billingAddress, tags, ...row }): ClientRow => ({
      ...row,
      ...tags,
      name: name ?? '',
      balanceCents: balance,
      city: billingAddress?.city ?? null,
      province: billingAddress?.province ?? null,
      jobberUrl: webAddress(jobberWebUri),
    }),
  );
