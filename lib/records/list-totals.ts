import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts } from '@/lib/reports/asked-accounts';
import {
  type CurrencySums,
  type DateField,
  dateFields,
  type ListFilters,
  type ListName,
  type ListTotals,
  type SumKey,
} from './contract';
import { accountsRelation, listConditions } from './list-conditions';
import type { ListSource } from './list-source';
import { listSources } from './list-sources';
import { searchMatches } from './search-matches';
import { tooSlow, withinTime } from './within-time';

type Effects = { db?: Database; now?: Date; limitMs?: number };

/**
 * Count and sums of everything that the filters let through, per currency; from the daily sums where those can answer.
 * Throws `bad_input` for a filter that the list does not have.
 * @public
 */
export async function listTotals<List extends ListName>(
  scope: AccountScope,
  list: List,
  filters: ListFilters<List>,
  { db, now = new Date(), limitMs }: Effects = {},
): Promise<ListTotals> {
  const source: ListSource<List> = listSources[list];
  const asked = await askedAccounts(scope, db);
  const fromRollups = rollupCondition(list, source, filters);
  const rows = await withinTime(db, limitMs, (tx) =>
    fromRollups
      ? sumRollups(tx, asked, source, fromRollups)
      : sumRows(tx, asked, list, source, filters, now),
  );
  if (rows === tooSlow) return { kind: 'too_slow' };
  return {
    kind: 'totals',
    count: rows.reduce((sum, row) => sum + row.n, 0),
    sums: byCurrency(asked, rows),
  };
}

type AccountSums = { accountId: number; n: number; cents: Partial<Record<SumKey, number>> };

/** The same question put to `rollups`; null when a filter asks for more than they know. */
function rollupCondition<List extends ListName>(
  list: List,
  { rollup }: ListSource<List>,
  filters: ListFilters<List>,
): SQL | null {
  const conditions: SQL[] = [];
  const { status, state, archived, period, date, ...others } = filters;
  if (Object.values(others).some((value) => value !== undefined)) return null;
  if (status !== undefined) {
    if (!rollup.hasStatus) return null;
    conditions.push(sql`status = any(${sql.param([...status])}::text[])`);
  }
  if (state !== undefined) {
    const condition = rollup.states?.[state];
    if (!condition) return null;
    conditions.push(condition);
  }
  if (archived !== undefined) {
    if (!rollup.archived) return null;
    conditions.push(rollup.archived(archived));
  }
  if (period !== undefined) {
    if ((date ?? (dateFields[list][0] as DateField<List>)) !== rollup.day) return null;
    // Records without the date stand under 'infinity'.
    conditions.push(sql`day < 'infinity'`);
    if (period.from) conditions.push(sql`day >= ${period.from}::date`);
    if (period.to) conditions.push(sql`day <= ${period.to}::date`);
  }
  return sql.join(
    conditions.map((condition) => sql` and (${condition})`),
    sql``,
  );
}

async function sumRollups<List extends ListName>(
  tx: Database,
  asked: readonly AskedAccount[],
  { kind, rollup }: ListSource<List>,
  conditions: SQL,
): Promise<AccountSums[]> {
  const ids = sql.param(asked.map(({ id }) => id));
  const { rows } = await tx.execute(sql`
    select account_id, coalesce(sum(n), 0) as n${sumsOf(rollup.sums)} from rollups
    where account_id = any(${ids}::int[]) and kind = ${kind}${conditions} group by account_id`);
  return rows.map((row) => readSums(row, rollup.sums));
}

async function sumRows<List extends ListName>(
  tx: Database,
  asked: readonly AskedAccount[],
  list: List,
  source: ListSource<List>,
  filters: ListFilters<List>,
  now: Date,
): Promise<AccountSums[]> {
  const accountIds = asked.map(({ id }) => id);
  const searchedKind = source.searchedBy?.kind ?? source.kind;
  const matches = filters.search
    ? await searchMatches(tx, accountIds, searchedKind, filters.search)
    : null;
  const { rows } = await tx.execute(sql`
    select s.account_id, t.* from ${accountsRelation(asked, filters, matches, now)}
    cross join lateral (
      select count(*) as n${sumsOf(source.sums)} from ${source.table} t
      where t.account_id = s.account_id${listConditions(list, source, filters, matches)}
    ) t`);
  return rows.map((row) => readSums(row, source.sums));
}

function sumsOf(sums: Partial<Record<SumKey, SQL>>): SQL {
  return sql.join(
    Object.entries(sums).map(
      ([key, column]) => sql`, coalesce(sum(${column}), 0) as ${sql.identifier(key)}`,
    ),
    sql``,
  );
}

function readSums(row: Record<string, unknown>, sums: Partial<Record<SumKey, SQL>>): AccountSums {
  const keys = Object.keys(sums) as SumKey[];
  return {
    accountId: Number(row.account_id),
    n: Number(row.n),
    cents: Object.fromEntries(keys.map((key) => [key, Number(row[key])])),
  };
}

function byCurrency(asked: readonly AskedAccount[], rows: readonly AccountSums[]): CurrencySums[] {
  const currencies = [...new Set(asked.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const own = rows.filter(({ accountId }) =>
      asked.some((account) => account.id === accountId && account.currency === currency),
    );
    const cents: CurrencySums['cents'] = {};
    for (const row of own) {
      for (const [key, value] of Object.entries(row.cents) as [SumKey, number][]) {
        cents[key] = (cents[key] ?? 0) + value;
      }
    }
    return { currency, count: own.reduce((sum, row) => sum + row.n, 0), cents };
  });
}
