import { graphql } from '@/lib/jobber/graphql';

/**
 * One page of clients.
 * @public
 */
export const clientsListDocument = graphql(`
  query ClientsList(
    $first: Int!
    $after: String
    $filter: ClientFilterAttributes
    $searchTerm: String
    $sort: ClientsSortInput
  ) {
    clients(first: $first, after: $after, filter: $filter, searchTerm: $searchTerm, sort: $sort) {
      nodes {
        id
        name
        companyName
        isCompany
        isLead
        isArchived
        email
        phone
        balance
        updatedAt
        jobberWebUri
        billingAddress { city province }
        tags(first: 3) { nodes { label } pageInfo { hasNextPage } }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);
