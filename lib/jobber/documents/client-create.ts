import { graphql } from '@/lib/jobber/graphql';

/**
 * Creates a client.
 * @public
 */
export const clientCreateDocument = graphql(`
  mutation ClientCreate($input: ClientCreateInput!) {
    clientCreate(input: $input) {
      client { id name jobberWebUri }
      userErrors { message path }
    }
  }
`);

/**
 * Clients that look like one about to be created; Jobber gives at most 10.
 * @public
 */
export const similarClientsDocument = graphql(`
  query SimilarClients($name: String, $companyName: String, $emails: [String!]) {
    similarClients(first: 10, name: $name, companyName: $companyName, emails: $emails) {
      nodes { id name email phone isArchived }
    }
  }
`);
