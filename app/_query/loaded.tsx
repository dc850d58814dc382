import type { usePages } from './use-pages';

/**
 * What has come of a list that gives no total.
 * @public
 */
export function Loaded({
  pages,
  one,
  many,
}: {
  pages: Pick<ReturnType<typeof usePages<unknown>>, 'rows' | 'hasMore'>;
  one: string;
  many: string;
}) {
  const count = pages.rows?.length ?? 0;
  if (count === 0) return null;
  if (pages.hasMore) return `The first ${count} ${many}, more below`;
  return `${count} ${count === 1 ? one : many}`;
}
