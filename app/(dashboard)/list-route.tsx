import type { SearchParams } from 'nuqs/server';
import type { ReactNode } from 'react';
import type { ListName } from '@/lib/records/contract';
import { requireScope } from '@/lib/session';
import { type PackedSetup, packSetup } from '../_query/list-page';
import { type ListUrl, loadListUrl } from '../_query/list-url';
import { EndedConnections, endedAccounts } from './connection-line';
import { FreshnessButton } from './freshness-button';
import { freshnessNow } from './freshness-mark';
import { listSetup } from './list-setup';
import { PageHeader } from './page-header';
import { wholeWith } from './whole-document';

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
  children: (setup: PackedSetup<List>) => ReactNode;
}) {
  const { url, setup, fresh, ended } = await wholeWith(opened(list, searchParams));
  const mark = fresh && <FreshnessButton asked={url.account ?? undefined} first={fresh} />;
  return (
    <>
      <PageHeader
        title={title}
        acts={mark}
        line={<EndedConnections accounts={ended} path={pathOf(path, url)} />}
      />
      {children(packSetup(setup))}
    </>
  );
}

async function opened<List extends ListName>(list: List, searchParams: Promise<SearchParams>) {
  const url = await loadListUrl(searchParams);
  const { scope } = await requireScope(url.account ?? undefined);
  const [setup, fresh, ended] = await Promise.all([
    listSetup(scope, list, url),
    freshnessNow(scope),
    endedAccounts(scope),
  ]);
  return { url, setup, fresh, ended };
}

function pathOf(path: string, url: ListUrl): string {
  const set = Object.entries(url).filter((entry): entry is [string, string] => entry[1] !== null);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
