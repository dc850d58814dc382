'use client';

import { clsx } from 'clsx';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { buttonClass } from '../_ui/classes';
import { MoreRows } from '../_ui/more-rows';
import { Failed, Nothing } from '../_ui/notice';
import { type Column, RecordTable, type Sort } from '../_ui/record-table';
import { RowsSkeleton } from '../_ui/skeleton';
import { useIsArriving } from '../_ui/use-is-arriving';
import { useLate } from '../_ui/use-late';
import { useListKeys } from '../_ui/use-list-keys';
import type { usePages } from './use-pages';

// Most visits choose no rows: the code comes with the first one chosen.
const SelectionBar = lazy(async () => ({
  default: (await import('./selection-bar')).SelectionBar,
}));

// What a window shows at once. The server writes these rows, the browser the others from the data that came along.
const firstScreenRows = 24;

type Pages<Row> = ReturnType<typeof usePages<Row>>;

type ListProps<Row, Key extends string> = {
  /** What a row is, in lower case, and what rows are: `client`, `clients`. */
  one: string;
  many: string;
  columns: readonly Column<Row, Key>[];
  pages: Pages<Row>;
  rowKey: (row: Row) => string;
  sort: Sort<Key>;
  onSort: (sort: Sort<Key>) => void;
  isFiltered: boolean;
  /** What was searched for, empty when nothing was. */
  search: string;
  onClear: () => void;
  /** Why there is nothing at all, in one sentence. */
  empty: ReactNode;
  /** What else helps when nothing matches. */
  nothing?: ReactNode;
};

/**
 * A list of records with its filters above and its keys, wherever the rows come from.
 * @public
 */
export function RecordList<Row, Key extends string>({
  controls,
  summary,
  acts,
  zoneOf,
  ...list
}: ListProps<Row, Key> & {
  controls: ReactNode;
  /** Under the filters: what the result amounts to. */
  summary: ReactNode;
  /** Beside it: what can be done with the whole result. */
  acts: ReactNode;
  /** The time zone in which a row's dates are copied. */
  zoneOf: (rowKey: string) => string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [choosing, choose] = useState<'by boxes' | 'asked'>();
  useListKeys(box);
  useEffect(() => {
    const list = box.current;
    const look = () => {
      if (list?.querySelector('[data-select]:checked')) choose((known) => known ?? 'by boxes');
    };
    // A box may have been pressed before this runs.
    look();
    // React does not hear of rows that the server wrote.
    list?.addEventListener('change', look);
    return () => list?.removeEventListener('change', look);
  }, []);
  return (
    <div ref={box} data-choosing={choosing} className="group/list">
      <div className="flex flex-wrap items-center gap-2 px-4 pt-3 pb-1 sm:px-6 print:hidden">
        {controls}
      </div>
      <div
        aria-live="polite"
        className="flex min-h-9 flex-wrap items-center gap-x-2 px-4 text-ink-soft text-table sm:px-6"
      >
        {summary}
        <span className="ml-auto flex items-center gap-1">
          {acts}
          <button
            type="button"
            onClick={() => choose('asked')}
            className={clsx(buttonClass('quiet', 'small'), 'sm:hidden')}
          >
            Choose
          </button>
        </span>
      </div>
      <Rows {...list} />
      {choosing ? (
        <Suspense>
          <SelectionBar
            list={box}
            one={list.one}
            many={list.many}
            shown={list.pages.rows}
            zoneOf={zoneOf}
            isAsked={choosing === 'asked'}
            onDone={() => choose(undefined)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

function Rows<Row, Key extends string>({
  many,
  columns,
  pages,
  rowKey,
  sort,
  onSort,
  isFiltered,
  search,
  onClear,
  empty,
  nothing,
}: ListProps<Row, Key>) {
  const isArriving = useIsArriving();
  const written = useWrittenRows(isArriving, pages, columns);
  const isLate = useLate(pages.isSettling);
  // Asking for the same once more would be refused once more.
  const isRefused = pages.failure?.code === 'bad_input';
  if (pages.failure && (pages.rows === undefined || pages.isSettling)) {
    return (
      <Failed
        message={pages.failure.message}
        reference={pages.failure.reference}
        action={
          <button
            type="button"
            onClick={isRefused ? onClear : pages.retry}
            className={buttonClass('plain')}
          >
            {isRefused ? 'Clear filters' : 'Retry'}
          </button>
        }
      />
    );
  }
  if (pages.rows === undefined) return <RowsSkeleton label={`Reading ${many}`} />;
  if (pages.rows.length === 0 && !pages.isSettling) {
    return isFiltered ? (
      <>
        <Nothing
          action={
            <button type="button" onClick={onClear} className={buttonClass('plain')}>
              Clear filters
            </button>
          }
        >
          {search ? `No ${many} match “${search}”.` : `No ${many} match these filters.`}
        </Nothing>
        {nothing}
      </>
    ) : (
      <Nothing>{empty}</Nothing>
    );
  }
  const shown = isArriving ? pages.rows.slice(0, firstScreenRows) : pages.rows;
  return (
    <>
      <RecordTable
        label={many}
        columns={columns}
        rows={shown}
        rowsBelow={pages.rows.length - shown.length}
        version={pages.shown}
        written={written}
        rowKey={rowKey}
        sort={sort}
        onSort={onSort}
        isSettling={isLate}
        isLong
        isSelectable
      />
      {pages.hasMore && !pages.isSettling ? (
        <MoreRows
          isLoading={pages.isLoadingMore}
          hasFailed={pages.moreFailed}
          onMore={pages.loadMore}
        />
      ) : null}
    </>
  );
}

/** How many rows of the document still stand there: all that it brought, until one of them has something else to say. */
function useWrittenRows<Row, Key extends string>(
  isArriving: boolean,
  { rows = [] }: Pages<Row>,
  columns: readonly Column<Row, Key>[],
): number {
  const [written, setWritten] = useState(() =>
    isArriving ? { rows: rows.slice(0, firstScreenRows), columns } : null,
  );
  if (!written) return 0;
  const isSame =
    written.columns === columns && written.rows.every((row, index) => rows[index] === row);
  if (!isSame) setWritten(null);
  return isSame ? written.rows.length : 0;
}
