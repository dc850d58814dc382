import { graphql } from '../graphql';

/** Ends the connection at Jobber: every token of the account for this app dies.  @public */
export const appDisconnectDocument = graphql(`
  mutation AppDisconnect {
    appDisconnect { app { name } userErrors { message } }
  }
`);
