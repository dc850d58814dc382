import { graphql } from '../graphql';
import { customFieldParts, noteParts, propertyParts } from './fragments';

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

// Jobber has no filter "jobs of a client": they come from the client. The other lists take a clientId and a sort.
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

export const clientQuotesDocument = graphql(`
  query ClientQuotes($id: EncodedId!) {
    quotes(first: 8, filter: { clientId: $id }, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
      nodes { id quoteNumber title quoteStatus createdAt amounts { total } }
      pageInfo { hasNextPage }
    }
  }
`);

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
