import { graphql } from '../graphql';
import { noteParts, propertyParts } from './fragments';

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

export const requestWorkDocument = graphql(`
  query RequestWork($id: EncodedId!) {
    request(id: $id) {
      quotes(first: 4) {
        nodes { id quoteNumber title quoteStatus createdAt amounts { total } }
        pageInfo { hasNextPage }
      }
      jobs(first: 3) {
        nodes { id jobNumber title jobStatus total startAt }
        pageInfo { hasNextPage }
      }
    }
  }
`);

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
