import { GraphQLError } from 'graphql';
import type { Args } from './asking';

const largestPage = 100;

/** One page of a list. The resolver of the connection's fields reads it as it is. */
export interface Page<R> {
  nodes: R[];
  edges: { cursor: string; node: R }[];
  pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
  totalCount: number;
}

/** Relay paging over rows in order: `first/after`, `last/before`, at most 100 rows (facts section 4). */
export function connect<R extends { id: string }>(rows: readonly R[], args: Args): Page<R> {
  const from = typeof args.after === 'string' ? placeOf(args.after, rows, 1) : 0;
  const to = typeof args.before === 'string' ? placeOf(args.before, rows, 0) : rows.length;
  const size = Math.min(largestPage, pageSize(args.first) ?? pageSize(args.last) ?? largestPage);
  const backwards = typeof args.first !== 'number' && typeof args.last === 'number';
  const start = backwards ? Math.max(from, to - size) : from;
  const end = backwards ? to : Math.min(to, from + size);
  const nodes = rows.slice(start, end);
  const cursor = (index: number) => {
    const row = rows[start + index];
    return row ? Buffer.from(`${start + index}:${row.id}`).toString('base64url') : null;
  };
  return {
    nodes,
    edges: nodes.map((node, index) => ({ cursor: cursor(index) ?? '', node })),
    pageInfo: {
      startCursor: cursor(0),
      endCursor: cursor(nodes.length - 1),
      hasNextPage: end < rows.length,
      hasPreviousPage: start > 0,
    },
    totalCount: rows.length,
  };
}

/** The place of a cursor's row, wherever it stands now; a row that is gone leaves its old place. */
function placeOf(cursor: string, rows: readonly { id: string }[], step: 0 | 1): number {
  const match = /^(\d+):(.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw new GraphQLError(`"${cursor}" is not a valid cursor`);
  const place = Number(match[1]);
  if (rows[place]?.id === match[2]) return place + step;
  const moved = rows.findIndex((row) => row.id === match[2]);
  return moved >= 0 ? moved + step : Math.min(place, rows.length);
}

function pageSize(value: unknown): number | null {
  if (typeof value !== 'number') return null;
  if (value < 0) throw new GraphQLError('A page size cannot be negative');
  return value;
}

export function isPage(value: unknown): value is Page<{ id: string }> {
  return typeof value === 'object' && value !== null && 'pageInfo' in value && 'nodes' in value;
}
