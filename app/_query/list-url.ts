import { createLoader, type inferParserType, parseAsString } from 'nuqs/server';

/** The filters of every list under their names in the URL, as `lib/records/list-query` reads them. */
const filterNames = [
  'q',
  'status',
  'state',
  'date',
  'from',
  'to',
  'older',
  'newer',
  'assignee',
  'salesperson',
  'tag',
  'city',
  'min',
  'max',
  'balance',
  'overdue',
  'lead',
  'archived',
  'field',
  'client',
  'property',
  'job',
] as const;

/** @public */
export type FilterName = (typeof filterNames)[number];

/**
 * What a list shows: filters and sort, all as text.
 * @public
 */
export type ListParams = Partial<Record<FilterName | 'sort', string>>;

/**
 * A view as a tab: `params` is what it shows.
 * @public
 */
export type ListView = {
  key: string;
  name: string;
  question: string;
  params: ListParams;
  /** Kept by the person who looks. */
  isOwn?: boolean;
};

const urlNames = [...filterNames, 'sort', 'view', 'account'] as const;

/**
 * What the URL of a list holds. `view=all` says "no filter", since nothing at all means the first view.
 * @public
 */
export const listUrl = Object.fromEntries(urlNames.map((name) => [name, parseAsString])) as Record<
  (typeof urlNames)[number],
  typeof parseAsString
>;

/** @public */
export type ListUrl = inferParserType<typeof listUrl>;

/** @public */
export const loadListUrl = createLoader(listUrl);

/**
 * What this URL shows: a list without any filter opens as its first view.
 * @public
 */
export function shownParams(url: ListUrl, views: readonly ListView[]): ListParams {
  const asked = filterNames.filter((name) => url[name]);
  const opening = asked.length === 0 && url.view === null ? views[0]?.params : undefined;
  const params: ListParams = { ...opening };
  for (const name of asked) params[name] = url[name] ?? '';
  if (url.sort) params.sort = url.sort;
  return params;
}

/**
 * The URL that shows these filters; every other filter is taken out of it.
 * @public
 */
export function urlOf(params: ListParams, views: readonly ListView[]): Omit<ListUrl, 'account'> {
  const isOpening = isSameFilters(params, views[0]?.params ?? {});
  const isEmpty = filterNames.every((name) => !params[name]);
  const filters = filterNames.map((name) => [name, (!isOpening && params[name]) || null]);
  const sort = isOpening && params.sort === views[0]?.params.sort ? null : (params.sort ?? null);
  const shown = Object.fromEntries(filters) as Record<FilterName, string | null>;
  return { ...shown, sort, view: isEmpty && !isOpening ? 'all' : null };
}

/** @public */
export function isSameFilters(one: ListParams, other: ListParams): boolean {
  return filterNames.every((name) => (one[name] ?? '') === (other[name] ?? ''));
}

/**
 * The same parameters for the JSON routes and the CSV, which know of no views.
 * @public
 */
export function listQueryText(params: ListParams, account: string | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  if (account) query.set('account', account);
  return query.toString();
}
