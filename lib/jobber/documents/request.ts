import { graphql } from '@/lib/jobber/graphql';
import { noteParts, propertyParts } from './fragments';

/**
 * A request itself; its parts are asked apart.
 * @public
 */
export const requestDocument = graphql(
  `
  query Request($id: EncodedId!) {
    request(id: $id) {
      id
      title
      requestStatus
      source
      contactName
      companyName
      email
      phone
      createdAt
      updatedAt
      jobberWebUri
      client { id name }
      property { ...PropertyParts }
      salesperson { name { full } }
      assessment { startAt endAt completedAt }
    }
  }
`,
  [propertyParts],
);

/**
 * Quotes made of a request.
 * @public
 */
export const requestQuotesDocument = graphql(`
  query RequestQuotes($id: EncodedId!) {
    request(id: $id) {
      quotes(first: 7) {
        nodes { id quoteNumber title quoteStatus createdAt amounts { total } }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * Jobs made of a request.
 * @public
 */
export const requestJobsDocument = graphql(`
  query RequestJobs($id: EncodedId!) {
    request(id: $id) {
      jobs(first: 9) {
        nodes { id jobNumber title jobStatus total startAt }
        pageInfo { hasNextPage }
      }
    }
  }
`);

/**
 * The latest notes on a request.
 * @public
 */
export const requestNotesDocument = graphql(
  `
  query RequestNotes($id: EncodedId!) {
    request(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts],
);
