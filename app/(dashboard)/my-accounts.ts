import 'server-only';
import { cache } from 'react';
import { accountConnections } from '@/lib/connection/connections';

/** The person's accounts with the state of their connection, read once per request. */
export const myAccounts = cache((personId: string) => accountConnections(personId));
