import { z } from 'zod';
import { requireListName } from '@/lib/records/list-name';
import { savedViews } from '@/lib/records/saved-views';
import { accountRoute } from '@/lib/route';

/** The person's own views of a list. */
export const GET = accountRoute(
  { name: 'saved-views', query: z.looseObject({ list: z.string() }) },
  async ({ query, scope }) => ({ views: await savedViews(scope, requireListName(query.list)) }),
);
