import { graphql } from '@/lib/jobber/graphql';

/**
 * One page of jobs.
 * @public
 */
export const jobsListDocument = graphql(`
  query JobsList(
    $first: Int!
    $after: String
    $filter: JobFilterAttributes
    $searchTerm: String
    $sort: [JobsSortInput!]
  ) {
    jobs(first: $first, after: $after, filter: $filter, searchTerm: $searchTerm, sort: $sort) {
      nodes {
        id
        jobNumber
        title
        jobStatus
        jobType
        total
        startAt
        endAt
        updatedAt
        jobberWebUri
        client { id name }
        property { address { street city } }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);
