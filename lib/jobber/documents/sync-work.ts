import { graphql } from '@/lib/jobber/graphql';
import { customFieldParts } from './fragments';

/** @public */
export const requestLean = graphql(`
  fragment RequestLean on Request {
    id
    title
    requestStatus
    createdAt
    updatedAt
    client { id }
    property { id }
  }
`);

/** @public */
export const requestDetail = graphql(`
  fragment RequestDetail on Request {
    id
    updatedAt
    source
    contactName
    companyName
    email
    phone
    jobberWebUri
    salesperson { id }
    assessment { id title instructions startAt endAt allDay isComplete completedAt }
    lineItems(first: 5) {
      nodes {
        id name description category quantity unitPrice totalPrice unitCost totalCost taxable
        linkedProductOrService { id }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** @public */
export const quoteLean = graphql(`
  fragment QuoteLean on Quote {
    id
    quoteNumber
    title
    quoteStatus
    amounts { total }
    sentAt
    createdAt
    updatedAt
    client { id }
  }
`);

/** @public */
export const quoteDetail = graphql(
  `
  fragment QuoteDetail on Quote {
    id
    updatedAt
    amounts { subtotal discountAmount taxAmount depositAmount outstandingDepositAmount }
    depositAmountUnallocated
    transitionedAt
    lastTransitioned { approvedAt changesRequestedAt convertedAt }
    clientHubViewedAt
    clientHubUri
    jobberWebUri
    message
    property { id }
    request { id }
    salesperson { id }
    lineItems(first: 10) {
      nodes {
        id name description category quantity unitPrice totalPrice unitCost totalCost taxable optional textOnly
        linkedProductOrService { id }
      }
      pageInfo { hasNextPage endCursor }
    }
    customFields { ...CustomFieldParts }
  }
`,
  [customFieldParts],
);

/** @public */
export const jobLean = graphql(`
  fragment JobLean on Job {
    id
    jobNumber
    title
    jobStatus
    jobType
    total
    uninvoicedTotal
    startAt
    createdAt
    updatedAt
    client { id }
  }
`);

/** @public */
export const jobDetail = graphql(
  `
  fragment JobDetail on Job {
    id
    updatedAt
    instructions
    billingType
    invoiceSchedule { billingFrequency scheduleSummary }
    source
    invoicedTotal
    endAt
    completedAt
    jobberWebUri
    property { id }
    quote { id }
    request { id }
    salesperson { id }
    jobCosting { labourCost labourDuration expenseCost lineItemCost }
    lineItems(first: 10) {
      nodes {
        id name description category quantity unitPrice totalPrice unitCost totalCost taxable
        linkedProductOrService { id }
      }
      pageInfo { hasNextPage endCursor }
    }
    customFields { ...CustomFieldParts }
  }
`,
  [customFieldParts],
);

/** @public */
export const visitLean = graphql(`
  fragment VisitLean on Visit {
    id
    startAt
    endAt
    completedAt
    job { id }
  }
`);

/** @public */
export const visitDetail = graphql(`
  fragment VisitDetail on Visit {
    id
    title
    allDay
    createdAt
    instructions
    completedBy
    clientConfirmed
    duration
    client { id }
    property { id }
    invoice { id }
    assignedUsers(first: 5) { nodes { id } pageInfo { hasNextPage endCursor } }
  }
`);
