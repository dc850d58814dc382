import { graphql } from '@/lib/jobber/graphql';
import { customFieldParts } from './fragments';

/** @public */
export const invoiceLean = graphql(`
  fragment InvoiceLean on Invoice {
    id
    invoiceNumber
    invoiceStatus
    amounts { subtotal discountAmount total invoiceBalance }
    issuedDate
    dueDate
    createdAt
    updatedAt
    client { id }
  }
`);

/** @public */
export const invoiceDetail = graphql(
  `
  fragment InvoiceDetail on Invoice {
    id
    updatedAt
    subject
    message
    amounts { taxAmount paymentsTotal depositAmount tipsTotal }
    receivedDate
    invoiceNet
    dateViewedInClientHub
    clientHubUri
    jobberWebUri
    salesperson { id }
    jobs(first: 5) { nodes { id } pageInfo { hasNextPage endCursor } }
    archivedJobs(first: 5) { nodes { id } pageInfo { hasNextPage endCursor } }
    lineItems(first: 10) {
      nodes {
        id name description category quantity unitPrice totalPrice taxable date
        linkedProductOrService { id }
        jobLineItem { id }
      }
      pageInfo { hasNextPage endCursor }
    }
    customFields { ...CustomFieldParts }
  }
`,
  [customFieldParts],
);

/** @public */
export const paymentLean = graphql(`
  fragment PaymentLean on PaymentRecordInterface {
    id
    adjustmentType
    paymentType
    amount
    rawAmount
    entryDate
    details
    client { id }
    invoice { id }
    quote { id }
    ... on JobberPaymentsACHPaymentRecord { tipAmount }
    ... on JobberPaymentsCreditCardPaymentRecord { tipAmount }
  }
`);
