import { z } from 'zod';
import { findCause } from '@/lib/reports/causes';
import { tableItemPage } from '@/lib/reports/left-on-table';
import { parseTableCursor, tableCursorText } from '@/lib/reports/table-cursor';
import { accountRoute } from '@/lib/route';

/** The next items of the money left on the table. */
export const GET = accountRoute(
  {
    name: 'left-on-table',
    query: z.looseObject({
      currency: z.string().length(3),
      cause: z.string().optional(),
      show: z.string().optional(),
      after: z.string().max(500).optional(),
    }),
  },
  async ({ query, scope }) => {
    const now = new Date();
    const cause = findCause(query.cause);
    const { items, next } = await tableItemPage(
      scope,
      {
        currency: query.currency,
        hidden: query.show === 'hidden',
        limit: 50,
        ...(cause ? { cause } : {}),
        ...(query.after ? { after: parseTableCursor(query.after) } : {}),
      },
      { now },
    );
    return {
      rows: items,
      endCursor: next ? tableCursorText(next) : null,
      hasNextPage: next !== null,
      hidden: [],
      checkedAt: now.toISOString(),
    };
  },
);
