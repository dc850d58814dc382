import { z } from 'zod';
import { requireListName } from '@/lib/records/list-name';
import { parseListQuery } from '@/lib/records/list-query';
import { listTotals } from '@/lib/records/list-totals';
import { accountRoute } from '@/lib/route';

/** Count and sums of a whole list, or that they would take too long. */
export const GET = accountRoute(
  {
    name: 'list-totals',
    params: z.object({ list: z.string() }),
    query: z.record(z.string(), z.string()),
    limit: { limit: 600, windowSeconds: 60 },
  },
  async ({ params, query, scope }) => {
    const list = requireListName(params.list);
    return listTotals(scope, list, parseListQuery(list, query).filters);
  },
);
