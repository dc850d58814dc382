import { z } from 'zod';
import { AppError } from '../errors';
import {
  type DateField,
  dateFields,
  type ListFilters,
  type ListName,
  type ListQuery,
  type SortKey,
  type StateName,
  sortKeys,
  states,
} from './contract';

/**
 * How each list opens.
 * @public
 */
export const defaultSorts: { [List in ListName]: ListQuery<List>['sort'] } = {
  clients: { key: 'name', direction: 'ASCENDING' },
  jobs: { key: 'number', direction: 'DESCENDING' },
  quotes: { key: 'created', direction: 'DESCENDING' },
  invoices: { key: 'created', direction: 'DESCENDING' },
  requests: { key: 'created', direction: 'DESCENDING' },
  visits: { key: 'start', direction: 'DESCENDING' },
};

/** @public */
export const defaultLimit = 50;

/** An empty field of a form means no filter. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const text = optional(z.string().trim().min(1).max(200));
const day = optional(z.iso.date());
const flag = optional(z.enum(['1', '0']).transform((value) => value === '1'));
const days = optional(z.coerce.number().int().min(-36_500).max(36_500));
const money = optional(
  z
    .string()
    .regex(/^-?\d{1,12}(\.\d{1,2})?$/)
    .transform((units) => Math.round(Number(units) * 100)),
);

const shared = z.object({
  q: text,
  status: optional(
    z
      .string()
      .max(400)
      .transform((list) => list.split(',').filter((status) => status !== '')),
  ),
  from: day,
  to: day,
  older: days,
  newer: days,
  assignee: text,
  salesperson: text,
  tag: text,
  city: text,
  min: money,
  max: money,
  balance: optional(z.enum(['owing', 'settled', 'credit'])),
  overdue: flag,
  lead: flag,
  archived: flag,
  field: optional(z.string().min(1).max(400)),
  client: text,
  property: text,
  job: text,
  sort: text,
  limit: optional(z.coerce.number().int().min(1).max(200)),
  after: optional(z.string().max(1_000)),
  date: text,
  state: text,
});

/**
 * The query that URL search parameters ask for. Parameters that are no filter (`account` …) are passed over; a filter
 * with a value that cannot be used throws `bad_input`, because leaving it out would show more than was asked for.
 * @public
 */
export function parseListQuery<List extends ListName>(
  list: List,
  params: Readonly<Record<string, string | undefined>>,
): ListQuery<List> {
  const parsed = shared.safeParse(params);
  if (!parsed.success) throw unusable(parsed.error.issues[0]?.path.join('.') ?? '', parsed.error);
  const asked = parsed.data;
  const period = { ...(asked.from && { from: asked.from }), ...(asked.to && { to: asked.to }) };
  const filters: { [Key in keyof ListFilters<List>]: ListFilters<List>[Key] | undefined } = {
    search: asked.q,
    status: asked.status?.length ? asked.status : undefined,
    state: known<StateName<List>>(states[list], asked.state, 'state'),
    date: known<DateField<List>>(dateFields[list], asked.date, 'date'),
    period: asked.from || asked.to ? period : undefined,
    olderThanDays: asked.older,
    newerThanDays: asked.newer,
    assignee: asked.assignee,
    salesperson: asked.salesperson,
    tag: asked.tag,
    city: asked.city,
    minCents: asked.min,
    maxCents: asked.max,
    balance: asked.balance,
    hasOverdue: asked.overdue,
    lead: asked.lead,
    archived: asked.archived,
    customField: asked.field ? customField(asked.field) : undefined,
    client: asked.client,
    property: asked.property,
    job: asked.job,
  };
  return {
    filters: present(filters) as ListFilters<List>,
    sort: parseSort(list, asked.sort),
    limit: asked.limit ?? defaultLimit,
    ...(asked.after ? { after: asked.after } : {}),
  };
}

/**
 * The search parameters that `parseListQuery` turns back into this query; page position and defaults are left out.
 * @public
 */
export function listParams<List extends ListName>(
  list: List,
  query: Pick<ListQuery<List>, 'filters' | 'sort'>,
): Record<string, string> {
  const { filters } = query;
  const flagText = (value: boolean | undefined) =>
    value === undefined ? undefined : value ? '1' : '0';
  const units = (cents: number | undefined) =>
    cents === undefined ? undefined : String(cents / 100);
  const field = filters.customField;
  const fieldText =
    field && (field.value === undefined ? field.label : `${field.label}:${field.value}`);
  const sort = sortText(query.sort);
  return present({
    q: filters.search,
    status: filters.status?.join(','),
    state: filters.state,
    date: filters.date,
    from: filters.period?.from,
    to: filters.period?.to,
    older: filters.olderThanDays?.toString(),
    newer: filters.newerThanDays?.toString(),
    assignee: filters.assignee,
    salesperson: filters.salesperson,
    tag: filters.tag,
    city: filters.city,
    min: units(filters.minCents),
    max: units(filters.maxCents),
    balance: filters.balance,
    overdue: flagText(filters.hasOverdue),
    lead: flagText(filters.lead),
    archived: flagText(filters.archived),
    field: fieldText,
    client: filters.client,
    property: filters.property,
    job: filters.job,
    sort: sort === sortText(defaultSorts[list]) ? undefined : sort,
  }) as Record<string, string>;
}

function parseSort<List extends ListName>(
  list: List,
  asked: string | undefined,
): ListQuery<List>['sort'] {
  if (asked === undefined) return defaultSorts[list];
  const isDown = asked.startsWith('-');
  const key = known<SortKey<List>>(sortKeys[list], isDown ? asked.slice(1) : asked, 'sort');
  if (key === undefined) return defaultSorts[list];
  return { key, direction: isDown ? 'DESCENDING' : 'ASCENDING' };
}

function sortText(sort: { key: string; direction: string }): string {
  return sort.direction === 'DESCENDING' ? `-${sort.key}` : sort.key;
}

function known<Value extends string>(
  values: readonly string[],
  asked: string | undefined,
  name: string,
): Value | undefined {
  if (asked === undefined) return undefined;
  if (!values.includes(asked)) throw unusable(name);
  return asked as Value;
}

function customField(asked: string): { label: string; value?: string } {
  const at = asked.indexOf(':');
  if (at < 1) return { label: asked };
  return { label: asked.slice(0, at), value: asked.slice(at + 1) };
}

function present<Shape extends object>(shape: Shape): Partial<Shape> {
  const entries = Object.entries(shape).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Shape>;
}

function unusable(name: string, cause?: unknown): AppError {
  return new AppError('bad_input', `The filter "${name}" has a value that cannot be used.`, {
    cause,
  });
}
