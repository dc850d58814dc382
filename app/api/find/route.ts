import { z } from 'zod';
import { find } from '@/lib/records/find';
import { accountRoute } from '@/lib/route';

/** What the palette shows for the text typed so far. */
export const GET = accountRoute(
  {
    name: 'find',
    query: z.looseObject({ q: z.string().max(200) }),
    limit: { limit: 600, windowSeconds: 60 },
  },
  ({ query, scope }) => find(scope, query.q),
);
