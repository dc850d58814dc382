import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts } from '@/lib/reports/asked-accounts';
import { AppError } from '../errors';
import { readRow, selectList } from './columns';
import type { ListName, ListPage, ListQuery, ListRows } from './contract';
import { type Cursor, cursorText, parseCursor } from './cursor';
import { accountsRelation, listConditions } from './list-conditions';
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
  const statement: Statement<List> = {
    source,
    accounts: accountsRelation(asked, filters, matches, now),
    conditions: listConditions(list, source, filters, matches),
    sort: source.sorts[query.sort.key],
    isDown: query.sort.direction === 'DESCENDING',
  };
  const wanted = query.limit + 1;
  const raw: RawRow[] = [];
  if (after?.value !== null) raw.push(...(await segment(tx, statement, 'valued', wanted, after)));
  if (statement.sort.isNullable && raw.length < wanted) {
    const from = after?.value === null ? after : undefined;
    raw.push(...(await segment(tx, statement, 'empty', wanted - raw.length, from)));
  }
  const shown = raw.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => readRow(source.columns, row)),
    next: raw.length > query.limit && last ? cursorText({ order, ...positionOf(last) }) : null,
  };
}

type Statement<List extends ListName> = {
  source: ListSource<List>;
  accounts: SQL;
  conditions: SQL;
  sort: Sort;
  isDown: boolean;
};
type RawRow = Record<string, unknown>;

/**
 * The rows with a sort value, or those without, which come after them in both directions. Each account is one walk along
 * its own index; `account_id in (…) order by` would read and sort them all.
 */
async function segment<List extends ListName>(
  tx: Database,
  { source, accounts, conditions, sort, isDown }: Statement<List>,
  which: 'valued' | 'empty',
  limit: number,
  after: Cursor | undefined,
): Promise<RawRow[]> {
  const direction = isDown ? sql`desc` : sql`asc`;
  const valued = sort.isNullable
    ? sql` and ${sort.column} is ${which === 'valued' ? sql`not null` : sql`null`}`
    : sql``;
  const { rows } = await tx.execute<RawRow>(sql`
    select ${selectList(source.columns)}, t.position_value::text as position_value
    from (
      select r.* from ${accounts}
      cross join lateral (
        select t.*, ${sort.column} as position_value from ${source.table} t
        where t.account_id = s.account_id${valued}${conditions}${beyond(sort, isDown, after)}
        order by ${sort.column} ${direction}, t.id ${direction} limit ${limit}
      ) r
      order by r.position_value ${direction}, r.id ${direction}, r.account_id ${direction} limit ${limit}
    ) t
    join ${accounts} on s.account_id = t.account_id
    ${source.joins}
    order by t.position_value ${direction}, t.id ${direction}, t.account_id ${direction}`);
  return rows;
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

function positionOf(row: RawRow): Omit<Cursor, 'order'> {
  const value = row.position_value;
  return {
    value: value === null || value === undefined ? null : String(value),
    id: String(row.id),
    accountId: Number(row.accountId),
  };
}
