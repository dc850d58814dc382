import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { clientStatuses } from '@/lib/live/contract';
import { sortParser } from '../../_query/sort-parser';

/** What the URL of the client list holds. */
export const clientsView = {
  search: parseAsString.withDefault(''),
  status: parseAsStringLiteral(clientStatuses).withDefault('current'),
  sort: sortParser(['name', 'updated']).withDefault({ key: 'name', direction: 'ASCENDING' }),
  account: parseAsString,
};

export type ClientsView = inferParserType<typeof clientsView>;

export const loadClientsView = createLoader(clientsView);

/** The same view, the same text: the name of the list in the cache. */
export const clientsViewText = createSerializer(clientsView);
