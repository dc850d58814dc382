import { graphql } from '@/lib/jobber/graphql';
import { customFieldParts, noteParts, propertyParts } from './fragments';

/**
 * A client itself; its parts are asked apart.
 * @public
 */
export const clientDocument = graphql(
  `
  query Client($id: EncodedId!) {
    client(id: $id) {
      id
      name
      firstName
      lastName
      companyName
      isCompany
      isLead
      isArchived
      balance
      createdAt
      updatedAt
      jobberWebUri
      emails { address description primary }
      phones { friendly description primary }
      billingAddress { street1 street2 city province postalCode country }
      tags(first: 10) { nodes { label } pageInfo { hasNextPage } }
      customFields { ...CustomFieldParts }
    }
  }
`,
  [customFieldParts],
);

/**
 * Where the client has work done.
 * @public
 */
export const clientPropertiesDocument = graphql(
  `
  query ClientProperties($id: EncodedId!) {
    client(id: $id) {
      clientProperties(first: 6) { nodes { ...PropertyParts } pageInfo { hasNextPage } }
    }
  }
`,
  [propertyParts],
);

/**
 * The latest jobs of a client: its own list, because the list of jobs has no filter for a client.
 * @public
 */
export const clientJobsDocument = graphql(`
  query ClientJobs($id: EncodedId!) {
    client(id: $id) {
      jobs(first: 9, sort: [{ key: UPDATED_AT, direction: DESCENDING }]) {
        nodes { id jobNumber title jobStatus total startAt }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * The latest quotes of a client.
 * @public
 */
export const clientQuotesDocument = graphql(`
  query ClientQuotes($id: EncodedId!) {
    quotes(first: 8, filter: { clientId: $id }, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
      nodes { id quoteNumber title quoteStatus createdAt amounts { total } }
      pageInfo { hasNextPage }
    }
  }
`);

/**
 * The latest invoices of a client.
 * @public
 */
export const clientInvoicesDocument = graphql(`
  query ClientInvoices($id: EncodedId!) {
    invoices(
      first: 8
      filter: { clientId: $id }
      sort: [{ key: CREATED_AT, direction: DESCENDING }]
    ) {
      nodes { id invoiceNumber subject invoiceStatus issuedDate amounts { total } }
      pageInfo { hasNextPage }
    }
  }
`);

/**
 * The latest requests of a client.
 * @public
 */
export const clientRequestsDocument = graphql(`
  query ClientRequests($id: EncodedId!) {
    requests(
      first: 10
      filter: { clientId: $id }
      sort: [{ key: REQUESTED_AT, direction: DESCENDING }]
    ) {
      nodes { id title requestStatus createdAt }
      pageInfo { hasNextPage }
    }
  }
`);

/**
 * The latest notes on a client.
 * @public
 */
export const clientNotesDocument = graphql(
  `
  query ClientNotes($id: EncodedId!) {
    client(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts],
);
