import { z } from 'zod';
import type { JobberClient } from '@/lib/jobber/client';
import {
  clientDocument,
  clientInvoicesDocument,
  clientJobsDocument,
  clientNotesDocument,
  clientPropertiesDocument,
  clientQuotesDocument,
  clientRequestsDocument,
} from '@/lib/jobber/documents/client';
import type { ClientDetail } from './contract';
import {
  address,
  customFields,
  invoiceDocumentRow,
  jobDocumentRow,
  noteRow,
  part,
  propertyRow,
  quoteDocumentRow,
  requestDocumentRow,
  tagLabels,
  webAddress,
} from './parts';
import { singleFlight } from './single-flight';
import { cents, flag, found, hiddenNames, read, text } from './values';

/**
 * A client with its properties, work and notes, asked of Jobber now. Throws not_found.
 * @public
 */
export function liveClient(client: JobberClient, id: string): Promise<ClientDetail> {
  return singleFlight(client, `client ${id}`, async () => {
    const [{ data, hidden }, properties, jobs, quotes, invoices, requests, notes] =
      await Promise.all([
        client.query(clientDocument, { id }),
        part(
          client,
          clientPropertiesDocument,
          id,
          'properties',
          (answer) => answer.client?.clientProperties,
          propertyRow,
        ),
        part(client, clientJobsDocument, id, 'jobs', (it) => it.client?.jobs, jobDocumentRow),
        part(client, clientQuotesDocument, id, 'quotes', (it) => it.quotes, quoteDocumentRow),
        part(
          client,
          clientInvoicesDocument,
          id,
          'invoices',
          (it) => it.invoices,
          invoiceDocumentRow,
        ),
        part(
          client,
          clientRequestsDocument,
          id,
          'requests',
          (it) => it.requests,
          requestDocumentRow,
        ),
        part(client, clientNotesDocument, id, 'notes', (it) => it.client?.notes, noteRow),
      ]);
    const parts = [properties, jobs, quotes, invoices, requests, notes];
    return {
      ...read(clientFields, found(data.client, 'client')),
      properties: properties.list,
      jobs: jobs.list,
      quotes: quotes.list,
      invoices: invoices.list,
      requests: requests.list,
      notes: notes.list,
      hidden: [...hiddenNames(hidden), ...parts.flatMap((one) => one.hidden)],
      checkedAt: new Date().toISOString(),
    };
  });
}

const clientFields = z
  .object({
    id: z.string(),
    name: text,
    firstName: text,
    lastName: text,
    companyName: text,
    isCompany: flag,
    isLead: flag,
    isArchived: flag,
    balance: cents,
    createdAt: text,
    updatedAt: text,
    jobberWebUri: text,
    emails: z.array(z.object({ address: text, description: text, primary: flag })).nullish(),
    phones: z.array(z.object({ friendly: text, description: text, primary: flag })).nullish(),
    billingAddress: address,
    tags: tagLabels,
    customFields,
  })
  .transform(({ name, balance, jobberWebUri, emails, phones, tags, ...fields }) => ({
    ...fields,
    ...tags,
    name: name ?? '',
    balanceCents: balance,
    jobberUrl: webAddress(jobberWebUri),
    emails: (emails ?? []).flatMap(({ address: to, description, primary }) =>
      to ? [{ address: to, description, isPrimary: primary }] : [],
    ),
    phones: (phones ?? []).flatMap(({ friendly, description, primary }) =>
      friendly ? [{ number: friendly, description, isPrimary: primary }] : [],
    ),
  }));
