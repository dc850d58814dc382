import { z } from 'zod';
import { filterChoices } from '@/lib/records/filter-choices';
import { requireListName } from '@/lib/records/list-name';
import { accountRoute } from '@/lib/route';

/** What the filters of a list can be set to. */
export const GET = accountRoute(
  { name: 'list-choices', params: z.object({ list: z.string() }) },
  ({ params, scope }) => filterChoices(scope, requireListName(params.list)),
);
