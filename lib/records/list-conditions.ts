import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { AskedAccount } from '@/lib/reports/asked-accounts';
import { addDays, startOfDayIn, todayIn } from '@/lib/reports/period';
import { AppError } from '../errors';
import { type DateField, dateFields, type ListFilters, type ListName } from './contract';
import type { ListSource } from './list-source';
import type { Matches } from './search-matches';
import { searchCondition } from './search-text';

type TimeFilters = Pick<ListFilters<ListName>, 'period' | 'olderThanDays' | 'newerThanDays'>;

/** The accounts of a query as the FROM item `s`; its columns are described at `ListSource`. */
export function accountsRelation(
  asked: readonly AskedAccount[],
  filters: TimeFilters,
  matches: Matches,
  now: Date,
): SQL {
  return relationOf(
    asked.map((account) => {
      const ids = matches?.kind === 'ids' ? (matches.ids.get(account.id) ?? []) : null;
      const values = accountValues(account, filters, now);
      return { ...values, matchIds: ids === null ? null : sql.param(ids) };
    }),
  );
}

/** The values of one account's row in `s`, moments as ISO 8601; `matchIds` are not among them. */
export function accountValues(account: AskedAccount, filters: TimeFilters, now: Date) {
  const { id, timeZone } = account;
  const today = todayIn(now, timeZone);
  const midnight = (day: string | undefined) =>
    day === undefined ? null : startOfDayIn(day, timeZone).toISOString();
  const ago = (days: number | undefined) => (days === undefined ? days : addDays(today.day, -days));
  const { from, to } = filters.period ?? {};
  return {
    id,
    zone: timeZone,
    nowAt: now.toISOString(),
    todayAt: today.startsAt.toISOString(),
    fromAt: midnight(from),
    untilAt: midnight(to === undefined ? to : addDays(to, 1)),
    beforeAt: midnight(ago(filters.olderThanDays)),
    sinceAt: midnight(ago(filters.newerThanDays)),
  };
}

type AccountRow = Record<keyof ReturnType<typeof accountValues> | 'matchIds', unknown>;

/** `s` of one account with a placeholder for each of `accountValues`, for statements that are kept. */
export const keptRelation = relationOf([
  {
    id: sql.placeholder('id'),
    zone: sql.placeholder('zone'),
    nowAt: sql.placeholder('nowAt'),
    todayAt: sql.placeholder('todayAt'),
    fromAt: sql.placeholder('fromAt'),
    untilAt: sql.placeholder('untilAt'),
    beforeAt: sql.placeholder('beforeAt'),
    sinceAt: sql.placeholder('sinceAt'),
    matchIds: null,
  },
]);

function relationOf(rows: readonly AccountRow[]): SQL {
  const values = rows.map(
    (
      row,
    ) => sql`(${row.id}::int, ${row.zone}::text, ${row.nowAt}::timestamptz, ${row.todayAt}::timestamptz,
      ${row.fromAt}::timestamptz, ${row.untilAt}::timestamptz, ${row.beforeAt}::timestamptz, ${row.sinceAt}::timestamptz,
      ${row.matchIds}::text[])`,
  );
  return sql`(values ${sql.join(values, sql`, `)})
    as s(account_id, zone, now_at, today_at, from_at, until_at, before_at, since_at, match_ids)`;
}

/**
 * What the filters ask of `t`, joined by `and`. Throws `bad_input` for a filter that this list does not have.
 */
export function listConditions<List extends ListName>(
  list: List,
  source: ListSource<List>,
  filters: ListFilters<List>,
  matches: Matches,
): SQL {
  const conditions: SQL[] = [];
  const at = source.dates[filters.date ?? (dateFields[list][0] as DateField<List>)];
  const searchId = source.searchedBy?.id ?? sql`t.id`;
  for (const name of Object.keys(filters) as (keyof ListFilters<List>)[]) {
    if (filters[name] === undefined) continue;
    switch (name) {
      case 'date':
      case 'search':
        break;
      case 'period':
        if (filters.period?.from) conditions.push(sql`${at} >= s.from_at`);
        if (filters.period?.to) conditions.push(sql`${at} < s.until_at`);
        break;
      case 'olderThanDays':
        conditions.push(sql`${at} < s.before_at`);
        break;
      case 'newerThanDays':
        conditions.push(sql`${at} >= s.since_at`);
        break;
      case 'state':
        if (filters.state) conditions.push(source.states[filters.state]);
        break;
      default:
        conditions.push(ownCondition(list, source, name, filters));
    }
  }
  if (matches?.kind === 'ids') conditions.push(sql`${searchId} = any(s.match_ids)`);
  if (matches?.kind === 'many') conditions.push(foundBySearch(source, searchId, filters.search));
  return sql.join(
    conditions.map((condition) => sql` and (${condition})`),
    sql``,
  );
}

function ownCondition<List extends ListName>(
  list: List,
  source: ListSource<List>,
  name: keyof ListFilters<List>,
  filters: ListFilters<List>,
): SQL {
  const condition = source.filters[name as keyof ListSource<List>['filters']] as
    | ((value: unknown) => SQL)
    | undefined;
  if (!condition) {
    throw new AppError(
      'bad_input',
      `The list of ${list} has no filter by ${wordsOf(String(name))}.`,
    );
  }
  return condition(filters[name]);
}

function foundBySearch<List extends ListName>(
  source: ListSource<List>,
  id: SQL,
  typed: string | undefined,
): SQL {
  return sql`exists (select from record_search x where x.account_id = t.account_id
    and x.kind = ${source.searchedBy?.kind ?? source.kind} and x.id = ${id}
    and ${searchCondition(typed ?? '') ?? sql`true`})`;
}

function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
