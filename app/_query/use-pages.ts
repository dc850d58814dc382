'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

/**
 * One page of rows, wherever it comes from.
 * @public
 */
export type RowPage<Row> = {
  rows: Row[];
  endCursor: string | null;
  hasNextPage: boolean;
  hidden: string[];
  checkedAt: string;
};

/**
 * What an action answers instead of data when it could not get them.
 * @public
 */
export type Failure = { error: { code: string; message: string; reference: string } };

/** @public */
export type PageAnswer<Row> = RowPage<Row> | Failure;

class PageError extends Error {
  constructor(readonly failure: Failure['error']) {
    super(failure.message);
  }
}

/**
 * Pages of rows for the view that `key` names. `first` is what the server already read for `firstKey`;
 * when that failed nothing is asked again until somebody presses Retry.
 * @public
 */
export function usePages<Row>({
  key,
  firstKey,
  first,
  load,
}: {
  key: readonly string[];
  firstKey: readonly string[];
  first: PageAnswer<Row>;
  load: (after: string | undefined) => Promise<PageAnswer<Row>>;
}) {
  const [retried, setRetried] = useState(false);
  const asked = key.join('\n');
  const isFirst = asked === firstKey.join('\n');
  const firstFailure = isFirst && !retried && 'error' in first ? first.error : undefined;
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => {
      const answer = await load(pageParam);
      if ('error' in answer) throw new PageError(answer.error);
      return answer;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.hasNextPage && last.endCursor ? last.endCursor : undefined),
    enabled: firstFailure === undefined,
    placeholderData: keepPreviousData,
    ...(isFirst && !('error' in first)
      ? {
          initialData: { pages: [first], pageParams: [undefined] },
          initialDataUpdatedAt: Date.parse(first.checkedAt),
        }
      : {}),
  });
  const pages = firstFailure ? undefined : query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows), [pages]);
  const [shown, setShown] = useState(asked);
  if (shown !== asked && !query.isPlaceholderData) setShown(asked);
  return {
    rows,
    /** Names the view that the rows belong to: the one before, while those of the new one are on their way. */
    shown,
    hidden: pages?.at(-1)?.hidden ?? [],
    checkedAt: pages?.at(-1)?.checkedAt,
    failure: firstFailure ?? failureOf(query.error),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    moreFailed: query.isFetchNextPageError,
    isSettling: query.isPlaceholderData,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => {
      setRetried(true);
      void query.refetch();
    },
  };
}

function failureOf(error: Error | null): Failure['error'] | undefined {
  if (error === null) return undefined;
  if (error instanceof PageError) return error.failure;
  return {
    code: 'unreachable',
    message: 'Fieldboard did not answer. Look at your internet connection, then try again.',
    reference: '',
  };
}
