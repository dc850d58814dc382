import { graphql } from '@/lib/jobber/graphql';
import { customFieldParts } from './fragments';

/**
 * What a list of clients shows.
 * @public
 */
export const clientLean = graphql(`
  fragment ClientLean on Client {
    id
    name
    isLead
    isArchived
    balance
    email
    phone
    createdAt
    updatedAt
  }
`);

/**
 * Everything else we keep of a client.
 * @public
 */
export const clientDetail = graphql(
  `
  fragment ClientDetail on Client {
    id
    updatedAt
    firstName
    lastName
    companyName
    secondaryName
    title
    isCompany
    jobberWebUri
    billingAddress { street city province postalCode country }
    sourceAttribution { sourceText }
    emails { id address description primary }
    phones { id number friendly description primary smsAllowed }
    tags(first: 10) { nodes { id label } pageInfo { hasNextPage endCursor } }
    customFields { ...CustomFieldParts }
  }
`,
  [customFieldParts],
);

/** @public */
export const propertyLean = graphql(`
  fragment PropertyLean on Property {
    id
    client { id }
    address { street city province postalCode country coordinates { latitude longitude } }
  }
`);

/** @public */
export const propertyDetail = graphql(
  `
  fragment PropertyDetail on Property {
    id
    name
    isBillingAddress
    routingOrder
    jobberWebUri
    address { street1 street2 }
    customFields { ...CustomFieldParts }
  }
`,
  [customFieldParts],
);
