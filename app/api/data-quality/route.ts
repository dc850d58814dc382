import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { faultyRecords } from '@/lib/reports/data-quality';
import { findFault } from '@/lib/reports/faults';
import { accountRoute } from '@/lib/route';

const pageSize = 50;

/** The records with one fault; a cursor is the number of rows before it. */
export const GET = accountRoute(
  {
    name: 'data-quality',
    query: z.looseObject({
      fault: z.string(),
      currency: z.string().length(3),
      after: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
  },
  async ({ query, scope }) => {
    const fault = findFault(query.fault);
    if (!fault) throw new AppError('not_found', 'There is no such fault.');
    const now = new Date();
    const page = { currency: query.currency, offset: query.after, limit: pageSize };
    const { records, hasMore } = await faultyRecords(scope, fault, page, { now });
    return {
      rows: records,
      endCursor: hasMore ? String(query.after + pageSize) : null,
      hasNextPage: hasMore,
      hidden: [],
      checkedAt: now.toISOString(),
    };
  },
);
