import { z } from 'zod';
import { requireListName } from '@/lib/records/list-name';
import { listPage } from '@/lib/records/list-page';
import { parseListQuery } from '@/lib/records/list-query';
import { accountRoute } from '@/lib/route';

/** A page of a list: filters, sort and position as in the URL of the list's screen. */
export const GET = accountRoute(
  {
    name: 'list-page',
    params: z.object({ list: z.string() }),
    query: z.record(z.string(), z.string()),
    limit: { limit: 600, windowSeconds: 60 },
  },
  async ({ params, query, scope }) => {
    const list = requireListName(params.list);
    return listPage(scope, list, parseListQuery(list, query));
  },
);
