import { graphql } from '@/lib/jobber/graphql';
import { noteParts } from './fragments';

/**
 * An invoice itself; its parts are asked apart.
 * @public
 */
export const invoiceDocument = graphql(`
  query Invoice($id: EncodedId!) {
    invoice(id: $id) {
      id
      invoiceNumber
      subject
      message
      invoiceStatus
      issuedDate
      dueDate
      receivedDate
      createdAt
      updatedAt
      jobberWebUri
      amounts { subtotal discountAmount taxAmount total paymentsTotal invoiceBalance }
      client { id name }
      salesperson { name { full } }
    }
  }
`);

/**
 * The first lines of an invoice.
 * @public
 */
export const invoiceLineItemsDocument = graphql(`
  query InvoiceLineItems($id: EncodedId!) {
    invoice(id: $id) {
      lineItems(first: 20) {
        nodes { id name description quantity unitPrice totalPrice }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * Payments on an invoice.
 * @public
 */
export const invoicePaymentsDocument = graphql(`
  query InvoicePayments($id: EncodedId!) {
    invoice(id: $id) {
      paymentRecords(first: 13) {
        nodes { id amount adjustmentType entryDate }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * Jobs of an invoice; one leaves the first list for the second when it is archived.
 * @public
 */
export const invoiceJobsDocument = graphql(`
  query InvoiceJobs($id: EncodedId!) {
    invoice(id: $id) {
      jobs(first: 4) {
        nodes { id jobNumber title jobStatus total startAt }
        pageInfo { hasNextPage }
      }
      archivedJobs(first: 4) {
        nodes { id jobNumber title jobStatus total startAt }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * The latest notes on an invoice.
 * @public
 */
export const invoiceNotesDocument = graphql(
  `
  query InvoiceNotes($id: EncodedId!) {
    invoice(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts],
);
