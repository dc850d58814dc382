import { z } from 'zod';
import type { JobberClient } from '@/lib/jobber/client';
import {
  requestDocument,
  requestJobsDocument,
  requestNotesDocument,
  requestQuotesDocument,
} from '@/lib/jobber/documents/request';
import type { RequestDetail } from './contract';
import { jobDocumentRow, noteRow, part, propertyRow, quoteDocumentRow, webAddress } from './parts';
import { singleFlight } from './single-flight';
import { found, hiddenNames, link, personName, read, text } from './values';

/**
 * A request with its assessment, quotes, jobs and notes, asked of Jobber now. Throws not_found.
 * @public
 */
export function liveRequest(client: JobberClient, id: string): Promise<RequestDetail> {
  return singleFlight(client, `request ${id}`, async () => {
    const [{ data, hidden }, quotes, jobs, notes] = await Promise.all([
      client.query(requestDocument, { id }),
      part(
        client,
        requestQuotesDocument,
        id,
        'quotes',
        (it) => it.request?.quotes,
        quoteDocumentRow,
      ),
      part(client, requestJobsDocument, id, 'jobs', (it) => it.request?.jobs, jobDocumentRow),
      part(client, requestNotesDocument, id, 'notes', (it) => it.request?.notes, noteRow),
    ]);
    const parts = [quotes, jobs, notes];
    return {
      ...read(requestFields, found(data.request, 'request')),
      quotes: quotes.list,
      jobs: jobs.list,
      notes: notes.list,
      hidden: [...hiddenNames(hidden), ...parts.flatMap((one) => one.hidden)],
      checkedAt: new Date().toISOString(),
    };
  });
}

const requestFields = z
  .object({
    id: z.string(),
    title: text,
    requestStatus: text,
    source: text,
    contactName: text,
    companyName: text,
    email: text,
    phone: text,
    createdAt: text,
    updatedAt: text,
    jobberWebUri: text,
    client: link('name'),
    property: propertyRow.nullish(),
    salesperson: personName,
    assessment: z.object({ startAt: text, endAt: text, completedAt: text }).nullish(),
  })
  .transform(({ requestStatus, jobberWebUri, property, assessment, ...fields }) => ({
    ...fields,
    status: requestStatus,
    jobberUrl: webAddress(jobberWebUri),
    property: property ?? null,
    assessment: assessment ?? null,
  }));
