import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { executeKept } from '@/db/kept-statement';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts } from '@/lib/reports/asked-accounts';
import { AppError } from '../errors';
import type { ListFilters, ListName, ListPage, ListQuery, ListRows } from './contract';
import { type Cursor, cursorText, parseCursor } from './cursor';
import { defaultViews } from './default-views';
import { accountsRelation, accountValues, keptRelation, listConditions } from './list-conditions';
import { defaultLimit } from './list-query';
import type { ListSource, Sort } from './list-source';
import { listSources } from './list-sources';
import { searchMatches } from './search-matches';
import { tooSlow, withinTime } from './within-time';

/** `limitMs`: when Postgres is told to stop; 500 unless an export says otherwise. */
type Effects = { db?: Database; now?: Date; limitMs?: number };

/**
 * One page of a list over the accounts of the scope, in one order over all of them. Throws `bad_input` for a filter or
 * cursor that the list does not have, `too_large` when the combination of filters takes more than `limitMs`.
 * @public
 */
export async function listPage<List extends ListName>(
  scope: AccountScope,
  list: List,
  query: ListQuery<List>,
  { db, now = new Date(), limitMs }: Effects = {},
): Promise<ListPage<ListRows[List]>> {
  const asked = await askedAccounts(scope, db);
  const page = await withinTime(db, limitMs, (tx) => pageRows(tx, asked, list, query, now));
  if (page === tooSlow) {
    throw new AppError(
      'too_large',
      'This combination of filters takes too long on so many records. Take a filter away or shorten the period.',
    );
  }
  return page;
}

async function pageRows<List extends ListName>(
  tx: Database,
  asked: AskedAccount[],
  list: List,
  query: ListQuery<List>,
  now: Date,
): Promise<{ rows: ListRows[List][]; next: string | null }> {
  const source: ListSource<List> = listSources[list];
  const order = `${list} ${query.sort.key} ${query.sort.direction}`;
  const after = query.after ? parseCursor(query.after, order) : undefined;
  const { filters } = query;
  const kind = source.searchedBy?.kind ?? source.kind;
  const matches = filters.search
    ? await searchMatches(
        tx,
        asked.map(({ id }) => id),
        kind,
        filters.search,
      )
    : null;
  const [account, ...others] = asked;
  const isOneAccount = others.length === 0;
  const isOpening =
    !after && isOneAccount && query.limit === defaultLimit && opensWith(list, filters);
  const opening =
    account && isOpening ? { account, key: `${order} ${JSON.stringify(filters)}` } : null;
  const sort = source.sorts[query.sort.key];
  const statement = (): Statement<List> => ({
    source,
    accounts: opening ? keptRelation : accountsRelation(asked, filters, matches, now),
    isOneAccount,
    conditions: listConditions(list, source, filters, matches),
    sort,
    isDown: query.sort.direction === 'DESCENDING',
  });
  const wanted = query.limit + 1;
  const read = opening
    ? openingReader(
        tx,
        opening.key,
        accountValues(opening.account, filters, now),
        wanted,
        statement,
      )
    : reader(tx, statement());
  const found: Found[] = [];
  if (after?.value !== null) found.push(...(await read('valued', wanted, after)));
  if (sort.isNullable && found.length < wanted) {
    const from = after?.value === null ? after : undefined;
    found.push(...(await read('empty', wanted - found.length, from)));
  }
  const shown = found.slice(0, query.limit);
  const rows = shown.map(([values]) => source.row.read(values));
  const last = rows.at(-1);
  const value = shown.at(-1)?.[1] ?? null;
  return {
    rows,
    next:
      found.length > query.limit && last
        ? cursorText({ order, value, id: last.id, accountId: last.accountId })
        : null,
  };
}

/** Whether a list has these filters when it opens, or none. */
function opensWith<List extends ListName>(list: List, filters: ListFilters<List>): boolean {
  const asked = JSON.stringify(filters);
  return asked === '{}' || asked === JSON.stringify(defaultViews[list][0]?.query.filters);
}

type Statement<List extends ListName> = {
  source: ListSource<List>;
  accounts: SQL;
  isOneAccount: boolean;
  conditions: SQL;
  sort: Sort;
  isDown: boolean;
};

/** What `row` of the list reads, and the sort's value as Postgres writes it. */
type Found = [values: unknown[], position: string | null];
type FoundPage = { page: Found[] | null };

/** Rows with a sort value, or those without, which come after them in both directions. */
type Segment = 'valued' | 'empty';
/** Reads at least `limit` rows of a segment behind `after`, where there are so many. */
type Reader = (which: Segment, limit: number, after: Cursor | undefined) => Promise<Found[]>;

function reader<List extends ListName>(tx: Database, statement: Statement<List>): Reader {
  return async (which, limit, after) => {
    const text = segmentText(statement, which, sql`${limit}`, after);
    const { rows } = await tx.execute<FoundPage>(text);
    return rows[0]?.page ?? [];
  };
}

/**
 * The first page of one account as a list opens or without filters, which has one best plan whatever the account: its text
 * is kept under `key`, and `values` stand in the place of its placeholders. A kept plan has to know how few rows are
 * wanted, so `most` are read of either segment.
 */
function openingReader<List extends ListName>(
  tx: Database,
  key: string,
  values: Record<string, unknown>,
  most: number,
  statement: () => Statement<List>,
): Reader {
  return async (which) => {
    const name = `${which} ${key}`;
    const text =
      openings.get(name) ?? segmentText(statement(), which, sql.raw(String(most)), undefined);
    openings.set(name, text);
    const [found] = await executeKept<FoundPage>(tx, text, values);
    return found?.page ?? [];
  };
}

/** The statements of opening lists: as many as there are lists, orders and default views. */
const openings = new Map<string, SQL>();

/**
 * Each account is one walk along its own index; `account_id in (…) order by` would read and sort them all. The rows come as
 * one JSON value.
 */
function segmentText<List extends ListName>(
  { source, accounts, isOneAccount, conditions, sort, isDown }: Statement<List>,
  which: Segment,
  most: SQL,
  after: Cursor | undefined,
): SQL {
  const direction = isDown ? sql`desc` : sql`asc`;
  const valued = sort.isNullable
    ? sql` and ${sort.column} is ${which === 'valued' ? sql`not null` : sql`null`}`
    : sql``;
  const walks = sql`${accounts} cross join lateral (
      select t.*, ${sort.column} as position_value from ${source.table} t
      where t.account_id = s.account_id${valued}${conditions}${beyond(sort, isDown, after)}
      order by ${sort.column} ${direction}, t.id ${direction} limit ${most}
    ) t`;
  const order = sql`t.position_value ${direction}, t.id ${direction}${isOneAccount ? sql`` : sql`, t.account_id ${direction}`}`;
  // One walk is the page already; what several found is merged before anything is joined to it.
  const page = isOneAccount
    ? walks
    : sql`(select t.* from ${walks} order by ${order} limit ${most}) t
      join ${accounts} on s.account_id = t.account_id`;
  return sql`
    select json_agg(json_build_array(${source.row.sql}, t.position_value::text) order by ${order}) as page
    from ${page} ${source.joins}`;
}

function beyond(sort: Sort, isDown: boolean, after: Cursor | undefined): SQL {
  if (!after) return sql``;
  const than = isDown ? sql`<` : sql`>`;
  if (after.value === null) {
    return sql` and (t.id, t.account_id) ${than} (${after.id}, ${after.accountId}::int)`;
  }
  const value = sql`${after.value}::${sql.raw(sort.type)}`;
  return sql` and (${sort.column}, t.id, t.account_id) ${than} (${value}, ${after.id}, ${after.accountId}::int)`;
}
