import { type SQL, sql } from 'drizzle-orm';
import type { JsonRow } from './columns';
import type {
  DateField,
  ListFilters,
  ListName,
  ListRows,
  SortKey,
  StateName,
  SumKey,
} from './contract';

/**
 * How one list is read. Its SQL speaks of `t`, the list's table, and of `s`, one row per account of the query:
 *   s(account_id, zone, now_at, today_at, from_at, until_at, before_at, since_at, match_ids)
 * where `today_at` is the account's last midnight, `from_at`/`until_at` the ends of the period asked for,
 * `before_at`/`since_at` the midnights that an age comes to and `match_ids` the ids that the search found.
 */
export type ListSource<List extends ListName> = {
  /** The kind in `rollups` and, unless `searchedBy` says otherwise, in `record_search`. */
  kind: string;
  table: SQL;
  searchedBy?: { kind: string; id: SQL };
  sorts: Record<SortKey<List>, Sort>;
  dates: Record<DateField<List>, SQL>;
  states: Record<StateName<List>, SQL>;
  filters: FilterConditions<List>;
  /** Joins for what `row` shows, made for the rows of a page alone. */
  joins: SQL;
  row: JsonRow<ListRows[List]>;
  sums: Partial<Record<SumKey, SQL>>;
  rollup: Rollup<List>;
};

/** `type` is what the cursor's text is cast to. */
export type Sort = { column: SQL; type: 'text' | 'bigint' | 'timestamptz'; isNullable?: true };

/** Filters that need SQL of their own; a filter that is absent here does not exist for the list. */
export type FilterConditions<List extends ListName> = {
  [Filter in Exclude<
    keyof ListFilters<List>,
    'search' | 'state' | 'date' | 'period' | 'olderThanDays' | 'newerThanDays'
  >]?: (value: NonNullable<ListFilters<List>[Filter]>) => SQL;
};

/** What of the daily sums answers for this list: which moment their day is of, and under what names its sums stand. */
export type Rollup<List extends ListName> = {
  day: DateField<List>;
  /** The rollup statuses that a state or archived filter comes to, for conditions that rollups can answer. */
  archived?: (isArchived: boolean) => SQL;
  states?: Partial<Record<StateName<List>, SQL>>;
  hasStatus: boolean;
  sums: Partial<Record<SumKey, SQL>>;
};

export const isOpenInvoice = (invoice: SQL) =>
  sql`${invoice}.status in ('awaiting_payment', 'past_due', 'sent_not_due') and ${invoice}.balance_cents > 0`;

/** Conditions on the client of `t`, given what names the client. */
export function clientConditions(clientId: SQL) {
  const client = (condition: SQL) => sql`exists (select from clients k
    where k.account_id = t.account_id and k.id = ${clientId} and ${condition})`;
  return {
    tag: (label: string) => sql`exists (select from client_tags g
      where g.account_id = t.account_id and g.client_id = ${clientId} and g.label = ${label})`,
    lead: (isLead: boolean) => client(sql`k.is_lead = ${isLead}`),
    archived: (isArchived: boolean) => client(sql`k.is_archived = ${isArchived}`),
    balance: (balance: Balance) => client(balanceIs(sql`k.balance_cents`, balance)),
    billedIn: (city: string) => client(sql`k.billing_city = ${city}`),
    hasOverdue: (has: boolean) => sql`${has ? sql`` : sql`not`} exists (select from invoices o
      where o.account_id = t.account_id and o.client_id = ${clientId} and ${isOpenInvoice(sql`o`)}
        and o.due_at < s.today_at)`,
    client: (id: string) => sql`${clientId} = ${id}`,
  };
}

type Balance = NonNullable<ListFilters<ListName>['balance']>;

export function balanceIs(column: SQL, balance: Balance): SQL {
  if (balance === 'owing') return sql`${column} > 0`;
  return balance === 'credit' ? sql`${column} < 0` : sql`${column} = 0`;
}

export const statusIn = (statuses: readonly string[]) =>
  sql`t.status = any(${sql.param([...statuses])}::text[])`;

export const isArchivedStatus = (isArchived: boolean) =>
  isArchived ? sql`t.status = 'archived'` : sql`t.status <> 'archived'`;

export const salespersonIs = (person: string) =>
  person === 'none' ? sql`t.salesperson_id is null` : sql`t.salesperson_id = ${person}`;

export const inCity = (city: string) => sql`exists (select from properties l
  where l.account_id = t.account_id and l.id = t.property_id and l.city = ${city})`;

export const atProperty = (id: string) => sql`t.property_id = ${id}`;

export const hasCustomField =
  (ownerKind: string) =>
  ({ label, value }: { label: string; value?: string }) =>
    sql`exists (select from custom_field_values f where f.account_id = t.account_id
      and f.owner_kind = ${ownerKind} and f.owner_id = t.id and f.label = ${label}
      ${value === undefined ? sql`` : sql`and f.value = ${value}`})`;

export const joinClient = sql`left join clients c on c.account_id = t.account_id and c.id = t.client_id`;
export const joinProperty = sql`left join properties p on p.account_id = t.account_id and p.id = t.property_id`;
export const joinSalesperson = sql`left join users u on u.account_id = t.account_id and u.id = t.salesperson_id`;
