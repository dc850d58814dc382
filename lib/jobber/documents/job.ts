import { graphql } from '@/lib/jobber/graphql';
import { customFieldParts, noteParts, propertyParts } from './fragments';

/**
 * A job itself; its parts are asked apart.
 * @public
 */
export const jobDocument = graphql(
  `
  query Job($id: EncodedId!) {
    job(id: $id) {
      id
      jobNumber
      title
      instructions
      jobStatus
      jobType
      billingType
      total
      invoicedTotal
      uninvoicedTotal
      startAt
      endAt
      completedAt
      createdAt
      updatedAt
      jobberWebUri
      client { id name }
      property { ...PropertyParts }
      quote { id quoteNumber }
      request { id title }
      salesperson { name { full } }
      visitsInfo { pastCount futureCount unscheduledCount incompleteTotal }
      jobCosting { totalRevenue totalCost profitAmount profitPercentage labourDuration }
      customFields { ...CustomFieldParts }
    }
  }
`,
  [customFieldParts, propertyParts],
);

/**
 * The first lines of a job.
 * @public
 */
export const jobLineItemsDocument = graphql(`
  query JobLineItems($id: EncodedId!) {
    job(id: $id) {
      lineItems(first: 20) {
        nodes { id name description quantity unitPrice totalPrice }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * The latest visits of a job.
 * @public
 */
export const jobVisitsDocument = graphql(`
  query JobVisits($id: EncodedId!) {
    job(id: $id) {
      visits(first: 7, sort: [{ key: START_AT, direction: DESCENDING }]) {
        nodes { id title visitStatus startAt endAt allDay completedAt }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * Invoices of a job.
 * @public
 */
export const jobInvoicesDocument = graphql(`
  query JobInvoices($id: EncodedId!) {
    job(id: $id) {
      invoices(first: 7) {
        nodes { id invoiceNumber subject invoiceStatus issuedDate amounts { total } }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * The latest notes on a job.
 * @public
 */
export const jobNotesDocument = graphql(
  `
  query JobNotes($id: EncodedId!) {
    job(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts],
);
