import { graphql } from '@/lib/jobber/graphql';
import { noteParts, propertyParts } from './fragments';

/**
 * A quote itself; its parts are asked apart.
 * @public
 */
export const quoteDocument = graphql(
  `
  query Quote($id: EncodedId!) {
    quote(id: $id) {
      id
      quoteNumber
      title
      quoteStatus
      message
      createdAt
      updatedAt
      sentAt
      jobberWebUri
      lastTransitioned { approvedAt changesRequestedAt convertedAt }
      amounts { subtotal discountAmount taxAmount total depositAmount }
      client { id name }
      property { ...PropertyParts }
      request { id title }
      salesperson { name { full } }
    }
  }
`,
  [propertyParts],
);

/**
 * The first lines of a quote.
 * @public
 */
export const quoteLineItemsDocument = graphql(`
  query QuoteLineItems($id: EncodedId!) {
    quote(id: $id) {
      lineItems(first: 20) {
        nodes { id name description quantity unitPrice totalPrice optional textOnly }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * Jobs made of a quote.
 * @public
 */
export const quoteJobsDocument = graphql(`
  query QuoteJobs($id: EncodedId!) {
    quote(id: $id) {
      jobs(first: 9) {
        nodes { id jobNumber title jobStatus total startAt }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * The latest notes on a quote.
 * @public
 */
export const quoteNotesDocument = graphql(
  `
  query QuoteNotes($id: EncodedId!) {
    quote(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts],
);
