import { graphql } from '../graphql';
import { noteParts } from './fragments';

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

// A job leaves the list of jobs when it is archived.
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
