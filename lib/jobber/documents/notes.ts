import { graphql } from '@/lib/jobber/graphql';

/*
 * The latest notes on one record of each kind, and the latest files at them. A note's own list of files would cost its
 * whole page for each note; the record's list of all of them costs a page once.
 */

const noteParts = graphql(`
  fragment NoteParts on NoteInterface {
    id
    message
    pinned
    createdAt
    createdBy {
      ... on User { name { full } }
      ... on Client { clientName: name }
      ... on Application { appName: name }
    }
  }
`);

// No thumbnails: the policy of our pages lets in no picture of another host.
const noteFileParts = graphql(`
  fragment NoteFileParts on NoteFileInterface { id fileName fileSize url }
`);

/** @public */
export const clientNotesDocument = graphql(
  `
  query ClientNotes($id: EncodedId!) {
    client(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
      noteAttachments(first: 7, sort: [{ field: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteFileParts note { ... on NoteInterface { id } } }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts, noteFileParts],
);

/** @public */
export const jobNotesDocument = graphql(
  `
  query JobNotes($id: EncodedId!) {
    job(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
      noteAttachments(first: 7, sort: [{ field: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteFileParts note { ... on NoteInterface { id } } }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts, noteFileParts],
);

/** @public */
export const quoteNotesDocument = graphql(
  `
  query QuoteNotes($id: EncodedId!) {
    quote(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
      noteAttachments(first: 7, sort: [{ field: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteFileParts note { ... on NoteInterface { id } } }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts, noteFileParts],
);

/** @public */
export const invoiceNotesDocument = graphql(
  `
  query InvoiceNotes($id: EncodedId!) {
    invoice(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
      noteAttachments(first: 7, sort: [{ field: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteFileParts note { ... on NoteInterface { id } } }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts, noteFileParts],
);

/** @public */
export const requestNotesDocument = graphql(
  `
  query RequestNotes($id: EncodedId!) {
    request(id: $id) {
      notes(first: 7, sort: [{ key: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteParts }
        pageInfo { hasNextPage }
      }
      noteAttachments(first: 7, sort: [{ field: CREATED_AT, direction: DESCENDING }]) {
        nodes { ...NoteFileParts note { ... on NoteInterface { id } } }
        pageInfo { hasNextPage }
      }
    }
  }
`,
  [noteParts, noteFileParts],
);
