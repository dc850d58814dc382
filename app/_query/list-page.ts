import type { ListName, ListPage, ListRows, ListTotals } from '@/lib/records/contract';
import type { EntityProgress } from '@/lib/sync/progress-contract';
import type { Formats } from '../_ui/formats';
import { type ListParams, type ListView, listQueryText } from './list-url';
import { type PackedRows, unpackRows } from './packed-rows';
import type { Failure, PageAnswer } from './use-pages';

/**
 * An account as the rows of a list need it.
 * @public
 */
export type ListAccount = { id: number; slug: string; name: string; formats: Formats };

/**
 * How far the first reading of one list's records is, over the accounts on screen; `expected` null: not known yet.
 * @public
 */
export type Reading = { rows: number; expected: number | null };

/**
 * A page of rows as it travels with the list, or why there is none.
 * @public
 */
export type PackedAnswer<Row> =
  | { packed: PackedRows<Row>; next: string | null; checkedAt: string }
  | Failure;

/**
 * What the server tells a list when it opens: the rows of `firstText`, the words and rights around them.
 * @public
 */
export type ListSetup<List extends ListName> = {
  first: PackedAnswer<ListRows[List]>;
  firstText: string;
  accounts: ListAccount[];
  views: ListView[];
  reading: Reading | null;
  /** Why what comes with a record's details, or follows from its visits, may be missing; null once all has been read. */
  gaps: { details: string | null; visits: string | null };
  /** Jobber does not let this app read these records. */
  isPermitted: boolean;
  canExport: boolean;
  /** Whose role allows asking Jobber itself. */
  canAsk: boolean;
  now: string;
};

/**
 * A setup as one text. Of an object React would look at every value twice on the server and once in the browser.
 * @public
 */
export type PackedSetup<List extends ListName> = string & { readonly list?: List };

/** @public */
export function packSetup<List extends ListName>(setup: ListSetup<List>): PackedSetup<List> {
  return JSON.stringify(setup);
}

/** @public */
export function unpackSetup<List extends ListName>(packed: PackedSetup<List>): ListSetup<List> {
  return JSON.parse(packed) as ListSetup<List>;
}

/**
 * What came with the list as the pages hook takes it.
 * @public
 */
export function unpackedAnswer<Row extends object>(answer: PackedAnswer<Row>): PageAnswer<Row> {
  if ('error' in answer) return answer;
  const { packed, next, checkedAt } = answer;
  return asRowPage({ rows: unpackRows(packed), next }, checkedAt);
}

function asRowPage<Row>({ rows, next }: ListPage<Row>, checkedAt: string): PageAnswer<Row> {
  return { rows, endCursor: next, hasNextPage: next !== null, hidden: [], checkedAt };
}

/** The next page, from the server. */
export async function loadListPage<List extends ListName>(
  list: List,
  queryText: string,
  after: string | undefined,
): Promise<PageAnswer<ListRows[List]>> {
  const query = new URLSearchParams(queryText);
  if (after) query.set('after', after);
  const answer = await fetch(`/api/lists/${list}?${query}`);
  const page = (await answer.json()) as ListPage<ListRows[List]> | Failure;
  return 'error' in page ? page : asRowPage(page, new Date().toISOString());
}

/** Count and sums of the whole result. */
export async function loadListTotals(
  list: ListName,
  params: ListParams,
  account: string | null,
): Promise<ListTotals> {
  const { sort: _, ...filters } = params;
  const answer = await fetch(`/api/lists/${list}/totals?${listQueryText(filters, account)}`);
  const totals = (await answer.json()) as ListTotals | Failure;
  if ('error' in totals) throw new Error(totals.error.message);
  return totals;
}

/**
 * What the reading calls the records of each list.
 * @public
 */
export const kindOf = {
  clients: 'client',
  jobs: 'job',
  quotes: 'quote',
  invoices: 'invoice',
  requests: 'request',
  visits: 'visit',
} as const satisfies Record<ListName, string>;

/**
 * What is here of one kind whose first reading goes on, over the accounts on screen; null once everything is.
 * @public
 */
export function readingOf(accounts: readonly EntityProgress[]): Reading | null {
  const open = accounts.filter(
    ({ state, covered }) => state !== 'not_permitted' && covered !== 'all',
  );
  if (open.length === 0) return null;
  const isSized = open.every(({ expected }) => expected !== null);
  return {
    rows: open.reduce((sum, { rows }) => sum + rows, 0),
    expected: isSized ? open.reduce((sum, { expected }) => sum + (expected ?? 0), 0) : null,
  };
}
