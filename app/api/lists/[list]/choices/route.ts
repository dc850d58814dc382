import { z } from 'zod';
import { filterChoices } from '@/lib/records/filter-choices';
import { requireListName } from '@/lib/records/list-name';
import { accountRoute } from '@/lib/route';

const id = z.string().max(200).optional();

/** What the filters of a list can be set to, and the names behind the ids that its URL holds. */
export const GET = accountRoute(
  {
    name: 'list-choices',
    params: z.object({ list: z.string() }),
    query: z.object({ client: id, property: id, job: id }),
  },
  ({ params, query, scope }) => filterChoices(scope, requireListName(params.list), query),
);
