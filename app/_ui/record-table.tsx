import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide';
import { type CSSProperties, memo, type ReactNode } from 'react';
import { Icon } from './icon';
import { markupOf } from './markup';

/** @public */
export type Sort<Key extends string> = { key: Key; direction: 'ASCENDING' | 'DESCENDING' };

/**
 * One column. `phone` is its place on a narrow screen, where a row becomes a card of two lines: title and aside above,
 * note and meta below; columns without a place stay away there. `from` names the width from which it shows.
 * @public
 */
export type Column<Row, Key extends string = string> = {
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  align?: 'end';
  sortKey?: Key;
  firstDirection?: Sort<Key>['direction'];
  phone?: 'title' | 'aside' | 'note' | 'meta';
  from?: 'desk' | 'wide' | 'widest';
  className?: string;
  /** In a long table columns do not widen with their content: a width (`sm:w-32`) or a share (`sm:flex-[3]`). */
  long?: string;
};

// What every row and cell shares is in the style sheet (`.record-table`): in a list it would be said five hundred times.
const places = {
  title: 'card-title',
  aside: 'card-aside',
  note: 'card-note',
  meta: 'card-meta',
};

const fromWidths = { desk: 'max-desk:hidden', wide: 'max-xl:hidden', widest: 'max-2xl:hidden' };

/**
 * Rows of records: a table on a wide screen, cards on a narrow one, the same elements in both. Explicit roles keep it a
 * table for screen readers when its display changes.
 * @public
 */
export function RecordTable<Row, Key extends string>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  isSettling = false,
  inset = false,
  isLong = false,
  isSelectable = false,
  rowsBelow = 0,
  version,
  written = 0,
}: {
  label: string;
  columns: readonly Column<Row, Key>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort<Key>;
  onSort?: (sort: Sort<Key>) => void;
  isSettling?: boolean;
  /** Inside a card: no page gutter, no sticky header. */
  inset?: boolean;
  /** Hundreds of rows and more: those off the screen are neither laid out nor painted. */
  isLong?: boolean;
  /** A box before each row that holds whether it is chosen; its `data-select` is the row's key. */
  isSelectable?: boolean;
  /** Height is kept free for this many rows that are about to follow. */
  rowsBelow?: number;
  /** Rows of another version are other rows, also where they have the same keys: none of them moves to a new place. */
  version?: string;
  /** So many of the first rows came with the document, as the server wrote them. */
  written?: number;
}) {
  const body = { columns, rowKey, isLong, isSelectable };
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: a display other than table would drop the implied roles
    <table
      role="table"
      aria-label={label}
      aria-busy={isSettling}
      className={clsx(
        'record-table',
        isLong && 'record-table-long',
        inset && 'record-table-inset',
        isSettling && 'opacity-60',
      )}
    >
      <thead
        role="rowgroup"
        className={clsx('max-sm:sr-only', isLong && 'sm:sticky sm:top-13 sm:z-10 sm:block')}
      >
        <tr role="row" className={clsx(isLong && 'sm:flex')}>
          {columns.map((column) => (
            <Heading
              key={column.id}
              column={column}
              {...(sort ? { sort } : {})}
              {...(onSort ? { onSort } : {})}
              inset={inset}
              isLong={isLong}
            />
          ))}
        </tr>
      </thead>
      {written > 0 ? (
        <WrittenBody {...body} from={0} rows={rows.slice(0, written)} rowsBelow={rowsBelow} />
      ) : null}
      {written < rows.length || written === 0 ? (
        <Body key={version} {...body} from={written} rows={rows} rowsBelow={rowsBelow} />
      ) : null}
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

type BodyProps<Row> = {
  columns: readonly Column<Row, string>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isLong: boolean;
  isSelectable: boolean;
  rowsBelow: number;
  /** The first of `rows` that is its own; those before stand above. */
  from: number;
};

// While other rows are on their way everything about a table changes but these, which are nearly all of its work.
const Body = memo(BodyOf) as typeof BodyOf;

function BodyOf<Row>({ rowsBelow, from, rows, ...rest }: BodyProps<Row>) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a display other than table would drop the implied role
    <tbody role="rowgroup" {...heightOf(rowsBelow)}>
      {rowElements({ ...rest, from, rows: rows.slice(from) })}
    </tbody>
  );
}

/**
 * The rows that came with the document, as the server wrote them: a browser takes them as they are. Elements of their
 * own would be half of what the server and the browser do for a list.
 */
function WrittenBody<Row>({ rowsBelow, ...rows }: BodyProps<Row>) {
  return (
    <tbody
      // biome-ignore lint/a11y/noRedundantRoles: a display other than table would drop the implied role
      role="rowgroup"
      {...heightOf(rowsBelow)}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: what `markupOf` writes is escaped; a browser keeps what is there
      dangerouslySetInnerHTML={{
        __html: typeof window === 'undefined' ? markupOf(rowElements(rows)) : '',
      }}
    />
  );
}

function heightOf(rowsBelow: number): { style?: CSSProperties } {
  return rowsBelow > 0 ? { style: { '--rows-below': rowsBelow } as CSSProperties } : {};
}

function rowElements<Row>({
  columns,
  rows,
  rowKey,
  isLong,
  isSelectable,
  from,
}: Omit<BodyProps<Row>, 'rowsBelow'>) {
  const cellClasses = columns.map((column) =>
    clsx(
      column.align === 'end' && 'sm:text-right',
      column.phone ? places[column.phone] : 'max-sm:hidden',
      column.from && fromWidths[column.from],
      column.className,
      isLong && column.long,
    ),
  );
  return rows.map((row, at) => (
    // biome-ignore-start lint/a11y/noRedundantRoles: a display other than table would drop the implied roles
    <tr key={rowKey(row)} role="row">
      {columns.map((column, index) => (
        <td key={column.id} role="cell" className={cellClasses[index]}>
          {isSelectable && index === 0 ? (
            <SelectBox value={rowKey(row)} label={`Choose row ${from + at + 1}`} />
          ) : null}
          {column.cell(row)}
        </td>
      ))}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  ));
}

// It stands in the gutter, out of the way until it is wanted; on a phone only while rows are being chosen.
function SelectBox({ value, label }: { value: string; label: string }) {
  return (
    <label className="row-box">
      <input type="checkbox" data-select={value} aria-label={label} />
    </label>
  );
}

function Heading<Row, Key extends string>({
  column,
  sort,
  onSort,
  inset,
  isLong,
}: {
  column: Column<Row, Key>;
  sort?: Sort<Key>;
  onSort?: (sort: Sort<Key>) => void;
  inset: boolean;
  isLong: boolean;
}) {
  const key = column.sortKey;
  const direction = key !== undefined && sort?.key === key ? sort.direction : undefined;
  return (
    <th
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: a display other than table would drop the implied role
      role="columnheader"
      aria-sort={direction ? (direction === 'ASCENDING' ? 'ascending' : 'descending') : undefined}
      className={clsx(
        'h-9 border-line border-b bg-canvas px-3 text-left font-medium text-ink-soft text-label',
        inset ? 'first:pl-4 last:pr-4' : 'first:pl-6 last:pr-6',
        !inset && !isLong && 'sticky top-13 z-10',
        column.align === 'end' && 'text-right',
        column.from && fromWidths[column.from],
        column.className,
        isLong && 'min-w-0 content-center truncate',
        isLong && column.long,
      )}
    >
      {key !== undefined && onSort ? (
        <button
          type="button"
          className={clsx(
            'group/sort -mx-1.5 inline-flex h-6 items-center gap-1 rounded px-1.5 font-medium hover:bg-hover hover:text-ink',
            direction && 'text-ink',
            column.align === 'end' && 'flex-row-reverse',
          )}
          onClick={() =>
            onSort({ key, direction: nextDirection(direction, column.firstDirection) })
          }
        >
          {column.label}
          <SortMark
            direction={direction ?? column.firstDirection ?? 'ASCENDING'}
            isOn={direction !== undefined}
          />
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}

function SortMark({ direction, isOn }: { direction: 'ASCENDING' | 'DESCENDING'; isOn: boolean }) {
  const Arrow = direction === 'ASCENDING' ? ArrowUp : ArrowDown;
  return (
    <Icon
      of={Arrow}
      isBold
      className={clsx(
        'size-3',
        !isOn && 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60',
      )}
    />
  );
}

function nextDirection<Key extends string>(
  now: Sort<Key>['direction'] | undefined,
  first: Sort<Key>['direction'] = 'ASCENDING',
): Sort<Key>['direction'] {
  if (now === undefined) return first;
  return now === 'ASCENDING' ? 'DESCENDING' : 'ASCENDING';
}
