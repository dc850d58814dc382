/** What the shell knows of an account the person may see. `reconnect` says why Jobber must be asked again. */
export type AccountChoice = {
  slug: string;
  name: string;
  connection: 'connected' | 'checking' | 'reconnect';
};
