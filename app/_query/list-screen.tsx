'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide';
import { useQueryStates } from 'nuqs';
import { lazy, type ReactNode, Suspense, startTransition, useMemo } from 'react';
import type { ListName, ListRows } from '@/lib/records/contract';
import { buttonClass } from '../_ui/classes';
import { FilterChip } from '../_ui/filter-chip';
import { Icon } from '../_ui/icon';
import { type Missing, missingFor } from '../_ui/money';
import { Hidden, HowToPermit, Line } from '../_ui/notice';
import type { Column, Sort } from '../_ui/record-table';
import { SearchField } from '../_ui/search-field';
import { FilterBar } from './filter-bar';
import { type Filter, needsDetails } from './list-filters';
import {
  type ListAccount,
  loadListPage,
  type PackedSetup,
  unpackedAnswer,
  unpackSetup,
} from './list-page';
import { ListSummary, type SumWords } from './list-summary';
import {
  isSameFilters,
  type ListParams,
  listQueryText,
  listUrl,
  shownParams,
  urlOf,
} from './list-url';
import { RecordList } from './record-list';
import { usePages } from './use-pages';
import { ViewTabs } from './view-tabs';

// Neither belongs to every visit of a list, so their code comes when they do.
const ReadingLine = lazy(async () => ({ default: (await import('./reading-line')).ReadingLine }));
const SaveView = lazy(async () => ({ default: (await import('./save-view')).SaveView }));

const keyOfRow = (row: { accountId: number; id: string }) => `${row.accountId} ${row.id}`;

/**
 * What the columns of a list need beside its rows.
 * @public
 */
export type ColumnContext = {
  now: string;
  accounts: readonly ListAccount[];
  /** The account of a row: its formats, and the word for its links. */
  of: (accountId: number) => ListAccount;
  /** Why a field is missing that comes with a record's details. */
  missing: Missing;
  /** Why one is missing that follows from visits. */
  missingVisit: Missing;
};

/**
 * One list of the read model: views above, search and filters, the total of the result, rows, CSV. The URL holds all of it.
 * @public
 */
export function ListScreen<List extends ListName>({
  list,
  one,
  many,
  setup: packed,
  columnsOf,
  filters,
  sorts,
  defaultSort,
  sumWords,
  searchLabel,
  empty,
  act,
  askJobber,
}: {
  list: List;
  one: string;
  many: string;
  setup: PackedSetup<List>;
  columnsOf: (context: ColumnContext) => Column<ListRows[List]>[];
  filters: readonly Filter[];
  /** For phones, which have no headings to press. */
  sorts: readonly { value: string; label: string }[];
  /** As in the URL: `name`, `-created`. */
  defaultSort: string;
  sumWords: SumWords;
  searchLabel: string;
  empty: string;
  /** What those may do who may ask Jobber itself. */
  act?: ReactNode;
  /** Shown when a search finds nothing: a way to search in Jobber itself. */
  askJobber?: (search: string) => ReactNode;
}) {
  const setup = useMemo(() => unpackSetup(packed), [packed]);
  const [url, setUrl] = useQueryStates(listUrl);
  const { account } = url;
  const client = useQueryClient();
  const params = shownParams(url, setup.views);
  const text = listQueryText(params, account);
  const first = useMemo(() => unpackedAnswer<ListRows[List]>(setup.first), [setup.first]);
  const pages = usePages<ListRows[List]>({
    key: ['list', list, text],
    firstKey: ['list', list, setup.firstText],
    first,
    load: (after) => loadListPage(list, text, after),
  });
  const now = pages.checkedAt ?? setup.now;
  const columns = useMemo(
    () =>
      columnsOf({
        now,
        accounts: setup.accounts,
        of: accountIn(setup.accounts),
        missing: missingFor(setup.gaps.details),
        missingVisit: missingFor(setup.gaps.visits),
      }),
    [columnsOf, now, setup.accounts, setup.gaps],
  );
  const show = (next: ListParams) => void setUrl(urlOf(next, setup.views));
  const change = (name: keyof ListParams, value: string) => show({ ...params, [name]: value });
  const sort = sortOf(params.sort ?? defaultSort);
  const { q: search = '' } = params;
  const mayAct = act !== undefined && setup.canAsk;
  const hasOwnFilters = !setup.views.some(
    (view) => !view.isOwn && isSameFilters(view.params, params),
  );

  if (!setup.isPermitted && pages.rows?.length === 0) {
    return (
      <div className="grid justify-items-center gap-2 px-6 py-16 text-center text-table">
        <Hidden what={many} />
        <p className="text-ink-soft">
          <HowToPermit />
        </p>
      </div>
    );
  }
  return (
    <>
      <ViewTabs views={setup.views} params={params} account={account} onShow={show} />
      {setup.reading ? (
        <Suspense fallback={<div className="h-9 border-line border-b" />}>
          <ReadingLine
            list={list}
            many={many}
            account={account}
            first={setup.reading}
            formats={setup.accounts[0]?.formats}
            onMore={() => {
              for (const part of ['list', 'totals'])
                void client.invalidateQueries({ queryKey: [part, list] });
            }}
          />
        </Suspense>
      ) : setup.gaps.details !== null && needsDetails(params) ? (
        <Line tone="warn">
          Some fields of the {many} are still being read from Jobber: this list may miss a few.
        </Line>
      ) : null}
      <RecordList
        one={one}
        many={many}
        zoneOf={(key) => accountIn(setup.accounts)(Number(key.split(' ')[0])).formats.timeZone}
        columns={columns}
        pages={pages}
        rowKey={keyOfRow}
        sort={sort}
        onSort={(next) => startTransition(() => change('sort', sortText(next)))}
        isFiltered={text !== listQueryText({}, account)}
        search={search}
        onClear={() => void setUrl(urlOf(setup.views[0]?.params ?? {}, setup.views))}
        empty={empty}
        nothing={search && askJobber && setup.canAsk ? askJobber(search) : null}
        summary={
          <ListSummary
            loaded={pages.rows?.length ?? 0}
            accounts={setup.accounts}
            {...{ list, params, account, one, many, sumWords }}
          />
        }
        acts={
          <>
            {hasOwnFilters ? (
              <Suspense>
                <SaveView list={list} params={params} views={setup.views} account={account} />
              </Suspense>
            ) : null}
            {setup.canExport ? (
              <a
                href={`/api/export/${list}?${text}`}
                download
                title="The whole result as CSV"
                className={buttonClass('quiet', 'small')}
              >
                <Icon of={Download} className="size-3.5" />
                Export
              </a>
            ) : null}
          </>
        }
        controls={
          <>
            <SearchField
              label={searchLabel}
              value={search}
              onChange={(value) => change('q', value)}
              {...(mayAct ? { className: besideAct } : {})}
            />
            {mayAct ? <div className="sm:order-last sm:ml-auto">{act}</div> : null}
            <FilterBar
              list={list}
              filters={filters}
              params={params}
              account={account}
              onFilter={change}
            />
            <FilterChip
              label="Sort"
              value={sort.key}
              options={sorts}
              unset={sortOf(defaultSort).key}
              onChange={(key) => change('sort', key)}
              className="sm:hidden"
            />
          </>
        }
      />
    </>
  );
}

// On a phone the search leaves room for one button, and the filters stand in the line below.
const besideAct = 'max-sm:basis-[calc(100%-3.25rem)]';

function accountIn(accounts: readonly ListAccount[]): ColumnContext['of'] {
  return (id) => {
    const account = accounts.find((one) => one.id === id) ?? accounts[0];
    if (!account) throw new Error('A list without an account');
    return account;
  };
}

function sortOf(text: string): Sort<string> {
  return text.startsWith('-')
    ? { key: text.slice(1), direction: 'DESCENDING' }
    : { key: text, direction: 'ASCENDING' };
}

function sortText(sort: Sort<string>): string {
  return sort.direction === 'DESCENDING' ? `-${sort.key}` : sort.key;
}
