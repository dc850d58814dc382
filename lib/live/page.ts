import { z } from 'zod';
import type { Page } from './contract';
import { read } from './values';

/** Reads one page of a root connection; it was answered now. */
export function readPage<Row>(row: z.ZodType<Row>, connection: unknown): Omit<Page<Row>, 'hidden'> {
  const page = read(
    z.object({
      nodes: z.array(row),
      pageInfo: z.object({ endCursor: z.string().nullish(), hasNextPage: z.boolean() }),
    }),
    connection,
  );
  return {
    rows: page.nodes,
    endCursor: page.pageInfo.endCursor ?? null,
    hasNextPage: page.pageInfo.hasNextPage,
    checkedAt: new Date().toISOString(),
  };
}
