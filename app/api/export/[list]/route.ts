import { z } from 'zod';
import { csvResponse } from '@/lib/csv';
import { listCsv } from '@/lib/records/list-csv';
import { requireListName } from '@/lib/records/list-name';
import { parseListQuery } from '@/lib/records/list-query';
import { accountRoute } from '@/lib/route';

/** The whole result of a list as CSV, with the filters and the sort of its URL. */
export const GET = accountRoute(
  {
    name: 'list-export',
    right: 'export',
    params: z.object({ list: z.string() }),
    query: z.record(z.string(), z.string()),
    limit: { limit: 20, windowSeconds: 60 },
  },
  async ({ params, query, scope }) => {
    const list = requireListName(params.list);
    const day = new Date().toISOString().slice(0, 10);
    return csvResponse(
      `${list}-${day}.csv`,
      await listCsv(scope, list, parseListQuery(list, query)),
    );
  },
);
