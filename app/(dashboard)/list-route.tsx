import type { SearchParams } from 'nuqs/server';
import type { ReactNode } from 'react';
import type { ListName } from '@/lib/records/contract';
import { requireScope } from '@/lib/session';
import type { ListSetup } from '../_query/list-page';
import { type ListUrl, loadListUrl } from '../_query/list-url';
import { ConnectionLine } from './connection-line';
import { FreshnessMark } from './freshness-mark';
import { listSetup } from './list-setup';
import { PageHeader } from './page-header';

/**
 * The page of one list: title, freshness and the rows of the view that its URL names. All of it comes at once: the
 * header needs nothing that the rows do not, and until then the skeleton of the route stands there.
 */
export async function ListRoute<List extends ListName>({
  list,
  title,
  path,
  searchParams,
  children,
}: {
  list: List;
  title: string;
  path: string;
  searchParams: Promise<SearchParams>;
  children: (setup: ListSetup<List>) => ReactNode;
}) {
  const url = await loadListUrl(searchParams);
  const asked = url.account ?? undefined;
  const { scope } = await requireScope(asked);
  const setup = await listSetup(scope, list, url);
  return (
    <>
      <PageHeader
        title={title}
        acts={<FreshnessMark asked={asked} />}
        line={<ConnectionLine asked={asked} path={pathOf(path, url)} />}
      />
      {children(setup)}
    </>
  );
}

function pathOf(path: string, url: ListUrl): string {
  const set = Object.entries(url).filter((entry): entry is [string, string] => entry[1] !== null);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
