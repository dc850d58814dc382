import { graphql } from '../graphql';

/** Who the token belongs to: account and, with the `read_users` scope, the person.  @public */
export const identityDocument = graphql(`
  query Identity {
    account { id name }
    user { id email { raw } name { full } isAccountAdmin isAccountOwner timezone }
  }
`);
