import { z } from 'zod';
import { isAppError } from '@/lib/errors';
import type { JobberClient } from '@/lib/jobber/client';
import {
  invoiceDocument,
  invoiceJobsDocument,
  invoiceLineItemsDocument,
  invoiceNotesDocument,
  invoicePaymentsDocument,
} from '@/lib/jobber/documents/invoice';
import type { DocumentRow, InvoiceDetail, PaymentRow } from './contract';
import { jobDocumentRow, lineItemRow, noteRow, type Part, part, webAddress } from './parts';
import { singleFlight } from './single-flight';
import { cents, connection, found, hiddenNames, link, personName, read, text } from './values';

/**
 * An invoice with its lines, payments, jobs and notes, asked of Jobber now. Throws not_found.
 * @public
 */
export function liveInvoice(client: JobberClient, id: string): Promise<InvoiceDetail> {
  return singleFlight(client, `invoice ${id}`, async () => {
    const [{ data, hidden }, lineItems, payments, jobs, notes] = await Promise.all([
      client.query(invoiceDocument, { id }),
      part(
        client,
        invoiceLineItemsDocument,
        id,
        'lineItems',
        (it) => it.invoice?.lineItems,
        lineItemRow,
      ),
      part(
        client,
        invoicePaymentsDocument,
        id,
        'payments',
        (it) => it.invoice?.paymentRecords,
        paymentRow,
      ),
      jobsOfInvoice(client, id),
      part(client, invoiceNotesDocument, id, 'notes', (it) => it.invoice?.notes, noteRow),
    ]);
    const parts = [lineItems, payments, jobs, notes];
    return {
      ...read(invoiceFields, found(data.invoice, 'invoice')),
      lineItems: lineItems.list,
      payments: payments.list,
      jobs: jobs.list,
      notes: notes.list,
      hidden: [...hiddenNames(hidden), ...parts.flatMap((one) => one.hidden)],
      checkedAt: new Date().toISOString(),
    };
  });
}

async function jobsOfInvoice(client: JobberClient, id: string): Promise<Part<DocumentRow>> {
  try {
    const { data, hidden } = await client.query(invoiceJobsDocument, { id });
    const open = read(connection(jobDocumentRow), data.invoice?.jobs);
    const archived = read(connection(jobDocumentRow), data.invoice?.archivedJobs);
    if (!open && !archived) return { list: null, hidden: ['jobs'] };
    const list = {
      rows: [...(open?.rows ?? []), ...(archived?.rows ?? [])],
      hasMore: Boolean(open?.hasMore || archived?.hasMore),
    };
    return { list, hidden: hiddenNames(hidden) };
  } catch (error) {
    if (isAppError(error) && ['jobber_hidden', 'jobber_refused'].includes(error.code)) {
      return { list: null, hidden: ['jobs'] };
    }
    throw error;
  }
}

const paymentRow = z
  .object({ id: z.string(), amount: cents, adjustmentType: text, entryDate: text })
  .transform(
    (payment): PaymentRow => ({
      id: payment.id,
      amountCents: payment.amount,
      kind: payment.adjustmentType,
      date: payment.entryDate,
    }),
  );

const invoiceFields = z
  .object({
    id: z.string(),
    invoiceNumber: text,
    subject: text,
    message: text,
    invoiceStatus: text,
    issuedDate: text,
    dueDate: text,
    receivedDate: text,
    createdAt: text,
    updatedAt: text,
    jobberWebUri: text,
    amounts: z
      .object({
        subtotal: cents,
        discountAmount: cents,
        taxAmount: cents,
        total: cents,
        paymentsTotal: cents,
        invoiceBalance: cents,
      })
      .nullish(),
    client: link('name'),
    salesperson: personName,
  })
  .transform((invoice) => {
    const { invoiceStatus, issuedDate, dueDate, receivedDate, ...rest } = invoice;
    const { jobberWebUri, amounts, ...fields } = rest;
    return {
      ...fields,
      status: invoiceStatus,
      issuedAt: issuedDate,
      dueAt: dueDate,
      receivedAt: receivedDate,
      jobberUrl: webAddress(jobberWebUri),
      subtotalCents: amounts?.subtotal ?? null,
      discountCents: amounts?.discountAmount ?? null,
      taxCents: amounts?.taxAmount ?? null,
      totalCents: amounts?.total ?? null,
      paidCents: amounts?.paymentsTotal ?? null,
      balanceCents: amounts?.invoiceBalance ?? null,
    };
  });
