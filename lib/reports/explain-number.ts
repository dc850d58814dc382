import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { AppError } from '@/lib/errors';
import { askedAccounts } from './asked-accounts';
import { catalog, type ReportName } from './catalog';
import type { ReportParams, ReportResult } from './contract';
import { dataQuality } from './data-quality';
import { asRow, type ExplainedNumber } from './explain-contract';
import type { Fault } from './faults';
import { leftOnTable, tableItemPage } from './left-on-table';
import { reports } from './reports';
import { contextOf, reportRows, runReport } from './run-report';
import { tableNumber } from './table-number';

type Effects = { db?: Database; now?: Date };
const rowsShown = 6;

/** Parts that a report shows beside its figure without counting them in. */
const apartOf: Partial<Record<ReportName, string>> = {
  receivables: 'bad-debt',
  'booked-ahead': 'later',
  'recurring-revenue': 'lost',
};

/** Money figures that divide instead of adding up. */
const quotients: readonly ReportName[] = ['average-ticket', 'revenue-per-hour'];

const faultsOf: Partial<Record<ReportName, readonly Fault[]>> = {
  receivables: ['phantom-balance'],
  'collect-list': ['phantom-balance', 'duplicates'],
  'win-rate': ['no-salesperson'],
  'speed-to-quote': ['no-salesperson'],
  'client-value': ['duplicates'],
  concentration: ['duplicates'],
  'lead-source': ['no-source'],
  'job-profit': ['no-cost', 'no-time'],
  'revenue-per-hour': ['no-time'],
};

/**
 * What the figure of a report means, what it is made of and what it lacks, in one currency. The rows are added up from the
 * records themselves, also where the figure comes from daily sums. Throws `not_found` for a currency outside the scope.
 * @public
 */
export async function explainReport(
  scope: AccountScope,
  name: ReportName,
  params: ReportParams,
  currency: string,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<ExplainedNumber> {
  const whole = withoutPart(params);
  const apart = apartOf[name] ?? reports[name].uncovered?.part;
  const [results, page, sums, quality] = await Promise.all([
    runReport(scope, name, whole, { db, now }),
    reportRows(
      scope,
      name,
      whole,
      { currency, limit: rowsShown, ...(apart ? { without: apart } : {}) },
      { db, now },
    ),
    partSums(scope, name, whole, currency, { db, now }),
    faultsOf[name] ? dataQuality(scope, { only: faultsOf[name], db, now }) : [],
  ]);
  const result = results.find((one) => one.currency === currency);
  if (!result) throw new AppError('not_found', 'There is no such number here.');
  const counted = sums.filter(({ part }) => part !== apart);
  const { title, definition, formula, unit } = catalog[name];
  return {
    title,
    definition,
    formula,
    value: result.figure.value,
    unit,
    formats: result.formats,
    days: daysOf(name, params),
    counted: counted.reduce((n, { rows }) => n + rows, 0),
    added: addedUp(name, counted),
    rows: page.rows,
    apart: sums
      .filter(({ part, rows }) => part === apart && rows > 0)
      .map(({ part, rows, cents }) => ({ label: labelOf(result, part), rows, amountCents: cents })),
    missing: result.missing,
    faults:
      quality.find((one) => one.currency === currency)?.faults.filter((fault) => fault.rows > 0) ??
      [],
    freshAt: result.freshAt,
    rebuilt: result.rebuilt,
  };
}

/**
 * The same for the money left on the table.
 * @public
 */
export async function explainTable(
  scope: AccountScope,
  currency: string,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<ExplainedNumber> {
  const [results, page] = await Promise.all([
    leftOnTable(scope, { db, now }),
    tableItemPage(scope, { currency, limit: rowsShown }, { db, now }),
  ]);
  const result = results.find((one) => one.currency === currency);
  if (!result) throw new AppError('not_found', 'There is no such number here.');
  const { hidden, formats, missing, totalCents, causes } = result;
  const { title, definition, formula, unit } = tableNumber;
  return {
    title,
    definition,
    formula,
    value: totalCents,
    unit,
    formats,
    days: null,
    counted: causes.reduce((n, { rows }) => n + rows, 0),
    added: causes.reduce((sum, { amountCents }) => sum + amountCents, 0),
    rows: page.items.map(asRow),
    apart: hidden.rows > 0 ? [{ label: 'Put off or done', ...hidden }] : [],
    missing,
    faults: [],
    freshAt: result.freshAt,
    rebuilt: null,
  };
}

async function partSums(
  scope: AccountScope,
  name: ReportName,
  params: ReportParams,
  currency: string,
  { db, now }: { db: Database; now: Date },
): Promise<{ part: string; rows: number; cents: number }[]> {
  const asked = (await askedAccounts(scope, db)).filter((one) => one.currency === currency);
  if (asked.length === 0) return [];
  const facts: SQL = reports[name].facts(contextOf(asked, params, now));
  const { rows } = await db.execute<{ part: string; rows: number; cents: number }>(sql`
    select f.part, count(*)::int as rows, coalesce(sum(f.amount), 0)::float8 as cents from (${facts}) f group by f.part`);
  return rows;
}

function addedUp(name: ReportName, counted: { rows: number; cents: number }[]): number | null {
  const { unit } = catalog[name];
  if (unit === 'count') return counted.reduce((n, { rows }) => n + rows, 0);
  if (unit !== 'money' || quotients.includes(name)) return null;
  return counted.reduce((sum, { cents }) => sum + cents, 0);
}

function daysOf(name: ReportName, { period, asOf }: ReportParams): ExplainedNumber['days'] {
  const { when } = catalog[name];
  if (when === 'period') return period;
  return when === 'as-of' ? { on: asOf } : null;
}

function labelOf({ parts }: ReportResult, key: string): string {
  return parts.find((part) => part.key === key)?.label ?? key;
}

function withoutPart({ period, comparison, asOf }: ReportParams): ReportParams {
  return { period, comparison, asOf };
}
