import { z } from 'zod';
import type { JobberClient } from '@/lib/jobber/client';
import {
  jobDocument,
  jobInvoicesDocument,
  jobLineItemsDocument,
  jobNotesDocument,
  jobVisitsDocument,
} from '@/lib/jobber/documents/job';
import { centsOf } from '@/lib/jobber/money';
import type { JobCosting, JobDetail, VisitRow } from './contract';
import {
  customFields,
  invoiceDocumentRow,
  lineItemRow,
  noteRow,
  part,
  propertyRow,
  webAddress,
} from './parts';
import { singleFlight } from './single-flight';
import { cents, count, flag, found, hiddenNames, link, personName, read, text } from './values';

/**
 * A job with its lines, latest visits, invoices and notes, asked of Jobber now. Throws not_found.
 * @public
 */
export function liveJob(client: JobberClient, id: string): Promise<JobDetail> {
  return singleFlight(client, `job ${id}`, async () => {
    const [{ data, hidden }, lineItems, visits, invoices, notes] = await Promise.all([
      client.query(jobDocument, { id }),
      part(client, jobLineItemsDocument, id, 'lineItems', (it) => it.job?.lineItems, lineItemRow),
      part(client, jobVisitsDocument, id, 'visits', (it) => it.job?.visits, visitRow),
      part(
        client,
        jobInvoicesDocument,
        id,
        'invoices',
        (it) => it.job?.invoices,
        invoiceDocumentRow,
      ),
      part(client, jobNotesDocument, id, 'notes', (it) => it.job?.notes, noteRow),
    ]);
    const parts = [lineItems, visits, invoices, notes];
    return {
      ...read(jobFields, found(data.job, 'job')),
      lineItems: lineItems.list,
      visits: visits.list,
      invoices: invoices.list,
      notes: notes.list,
      hidden: [...hiddenNames(hidden), ...parts.flatMap((one) => one.hidden)],
      checkedAt: new Date().toISOString(),
    };
  });
}

const costing = z
  .object({
    totalRevenue: z.number(),
    totalCost: z.number(),
    profitAmount: z.number(),
    profitPercentage: count,
    labourDuration: z.number(),
  })
  .nullish()
  .catch(null)
  .transform((value): JobCosting | null =>
    value
      ? {
          revenueCents: centsOf(value.totalRevenue),
          costCents: centsOf(value.totalCost),
          profitCents: centsOf(value.profitAmount),
          profitPercentage: value.profitPercentage,
          labourSeconds: value.labourDuration,
        }
      : null,
  );

const visitCounts = z
  .object({
    pastCount: z.number(),
    futureCount: z.number(),
    unscheduledCount: z.number(),
    incompleteTotal: z.number(),
  })
  .nullish()
  .catch(null)
  .transform((value) =>
    value
      ? {
          past: value.pastCount,
          future: value.futureCount,
          unscheduled: value.unscheduledCount,
          incomplete: value.incompleteTotal,
        }
      : null,
  );

const jobFields = z
  .object({
    id: z.string(),
    jobNumber: count,
    title: text,
    instructions: text,
    jobStatus: text,
    jobType: text,
    billingType: text,
    total: cents,
    invoicedTotal: cents,
    uninvoicedTotal: cents,
    startAt: text,
    endAt: text,
    completedAt: text,
    createdAt: text,
    updatedAt: text,
    jobberWebUri: text,
    client: link('name'),
    property: propertyRow.nullish(),
    quote: link('quoteNumber'),
    request: link('title'),
    salesperson: personName,
    visitsInfo: visitCounts,
    jobCosting: costing,
    customFields,
  })
  .transform((job) => {
    const { jobStatus, jobType, total, invoicedTotal, uninvoicedTotal, ...rest } = job;
    const { jobberWebUri, visitsInfo, jobCosting, property, ...fields } = rest;
    return {
      ...fields,
      status: jobStatus,
      type: jobType,
      totalCents: total,
      invoicedCents: invoicedTotal,
      uninvoicedCents: uninvoicedTotal,
      jobberUrl: webAddress(jobberWebUri),
      visitCounts: visitsInfo,
      costing: jobCosting,
      property: property ?? null,
    };
  });

const visitRow = z
  .object({
    id: z.string(),
    title: text,
    visitStatus: text,
    startAt: text,
    endAt: text,
    allDay: flag,
    completedAt: text,
  })
  .transform(
    ({ visitStatus, allDay, ...visit }): VisitRow => ({
      ...visit,
      status: visitStatus,
      isAllDay: allDay,
    }),
  );
