import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { jobStatuses } from '@/lib/live/contract';
import { sortParser } from '../../_query/sort-parser';

/** What the URL of the job list holds. */
export const jobsView = {
  search: parseAsString.withDefault(''),
  status: parseAsStringLiteral([...jobStatuses, 'all'] as const).withDefault('all'),
  sort: sortParser(['number', 'client', 'status', 'schedule', 'total', 'updated']).withDefault({
    key: 'number',
    direction: 'DESCENDING',
  }),
  account: parseAsString,
};

export type JobsView = inferParserType<typeof jobsView>;

export const loadJobsView = createLoader(jobsView);

/** The same view, the same text: the name of the list in the cache. */
export const jobsViewText = createSerializer(jobsView);
