import { z } from 'zod';
import type { JobberClient } from '@/lib/jobber/client';
import {
  quoteDocument,
  quoteJobsDocument,
  quoteLineItemsDocument,
  quoteNotesDocument,
} from '@/lib/jobber/documents/quote';
import type { QuoteDetail } from './contract';
import { jobDocumentRow, noteRow, part, propertyRow, quoteLineItemRow, webAddress } from './parts';
import { singleFlight } from './single-flight';
import { cents, found, hiddenNames, link, personName, read, text } from './values';

/**
 * A quote with its lines, jobs and notes, asked of Jobber now. Throws not_found.
 * @public
 */
export function liveQuote(client: JobberClient, id: string): Promise<QuoteDetail> {
  return singleFlight(client, `quote ${id}`, async () => {
    const [{ data, hidden }, lineItems, jobs, notes] = await Promise.all([
      client.query(quoteDocument, { id }),
      part(
        client,
        quoteLineItemsDocument,
        id,
        'lineItems',
        (it) => it.quote?.lineItems,
        quoteLineItemRow,
      ),
      part(client, quoteJobsDocument, id, 'jobs', (it) => it.quote?.jobs, jobDocumentRow),
      part(client, quoteNotesDocument, id, 'notes', (it) => it.quote?.notes, noteRow),
    ]);
    const parts = [lineItems, jobs, notes];
    return {
      ...read(quoteFields, found(data.quote, 'quote')),
      lineItems: lineItems.list,
      jobs: jobs.list,
      notes: notes.list,
      hidden: [...hiddenNames(hidden), ...parts.flatMap((one) => one.hidden)],
      checkedAt: new Date().toISOString(),
    };
  });
}

const quoteFields = z
  .object({
    id: z.string(),
    quoteNumber: text,
    title: text,
    quoteStatus: text,
    message: text,
    createdAt: text,
    updatedAt: text,
    sentAt: text,
    jobberWebUri: text,
    lastTransitioned: z
      .object({ approvedAt: text, changesRequestedAt: text, convertedAt: text })
      .nullish(),
    amounts: z
      .object({
        subtotal: cents,
        discountAmount: cents,
        taxAmount: cents,
        total: cents,
        depositAmount: cents,
      })
      .nullish(),
    client: link('name'),
    property: propertyRow.nullish(),
    request: link('title'),
    salesperson: personName,
  })
  .transform(({ quoteStatus, jobberWebUri, lastTransitioned, amounts, property, ...fields }) => ({
    ...fields,
    status: quoteStatus,
    jobberUrl: webAddress(jobberWebUri),
    property: property ?? null,
    approvedAt: lastTransitioned?.approvedAt ?? null,
    changesRequestedAt: lastTransitioned?.changesRequestedAt ?? null,
    convertedAt: lastTransitioned?.convertedAt ?? null,
    subtotalCents: amounts?.subtotal ?? null,
    discountCents: amounts?.discountAmount ?? null,
    taxCents: amounts?.taxAmount ?? null,
    totalCents: amounts?.total ?? null,
    depositCents: amounts?.depositAmount ?? null,
  }));
