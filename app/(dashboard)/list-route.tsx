import type { SearchParams } from 'nuqs/server';
import { type ReactNode, Suspense } from 'react';
import type { ListName } from '@/lib/records/contract';
import { requireScope } from '@/lib/session';
import type { ListSetup } from '../_query/list-page';
import { type ListUrl, loadListUrl } from '../_query/list-url';
import { ListSkeleton } from '../_ui/skeleton';
import { ConnectionLine } from './connection-line';
import { FreshnessMark } from './freshness-mark';
import { listSetup } from './list-setup';
import { PageHeader } from './page-header';

/** The page of one list: title, freshness and the rows of the view that its URL names. */
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
  await requireScope(asked);
  return (
    <>
      <PageHeader
        title={title}
        acts={
          <Suspense>
            <FreshnessMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine asked={asked} path={pathOf(path, url)} />
          </Suspense>
        }
      />
      <Suspense fallback={<ListSkeleton label={`Reading ${list}`} />}>
        <FirstRows list={list} url={url}>
          {children}
        </FirstRows>
      </Suspense>
    </>
  );
}

async function FirstRows<List extends ListName>({
  list,
  url,
  children,
}: {
  list: List;
  url: ListUrl;
  children: (setup: ListSetup<List>) => ReactNode;
}) {
  const { scope } = await requireScope(url.account ?? undefined);
  return children(await listSetup(scope, list, url));
}

function pathOf(path: string, url: ListUrl): string {
  const set = Object.entries(url).filter((entry): entry is [string, string] => entry[1] !== null);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
