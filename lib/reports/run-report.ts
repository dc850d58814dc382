import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts, askedRelation, formatsOf } from './asked-accounts';
import { catalog, type ReportName } from './catalog';
import type { Figure, Missing, Part, ReportParams, ReportResult, ReportRow } from './contract';
import { missingFor } from './missing';
import { provenance } from './past-days';
import { comparedWith, dayOf, stepOf } from './period';
import type { FactsContext, Report } from './report';
import { reports } from './reports';

type Effects = { db?: Database; now?: Date };

/**
 * A report over the accounts of the scope: one result per currency, because two currencies are never added up. Costs
 * no points. Throws `not_found` for an account outside the scope (by the scope itself).
 * @public
 */
export async function runReport(
  scope: AccountScope,
  name: ReportName,
  params: ReportParams,
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<ReportResult[]> {
  const accounts = await askedAccounts(scope, db);
  const currencies = [...new Set(accounts.map((account) => account.currency))];
  return Promise.all(
    currencies.map(async (currency) => {
      const asked = accounts.filter((account) => account.currency === currency);
      const context = contextOf(asked, params, now);
      const before = contextBefore(context, params, name);
      const report = reports[name];
      const accountIds = asked.map((account) => account.id);
      const [current, earlier, missing, missingBefore, origin] = await Promise.all([
        sums(report, context, db),
        before ? sums(report, before, db) : null,
        missingFor(name, asked, context, db),
        before ? missingFor(name, asked, before, db) : null,
        provenance(report, context, accountIds, db),
      ]);
      const known = origin === 'unknown' ? unknown(current) : current;
      // Days whose records are still being read look like a bad year.
      const isHalfRead = missingBefore?.missing.some(({ kind }) => kind === 'unread') ?? false;
      const compared = isHalfRead ? null : earlier;
      return {
        currency,
        formats: formatsOf(asked),
        accountIds,
        figure: figureOf(name, known, compared, before),
        parts: partsOf(report, context, known, before, compared),
        accounts: asked.map(({ id }) => {
          const own = known.accounts.get(id);
          return { accountId: id, value: own?.value ?? null, rows: own?.rows ?? 0 };
        }),
        missing: [
          ...missing.missing,
          ...uncovered(report, current),
          ...(origin === 'unknown' ? [dayNotRecorded] : []),
        ],
        freshAt: missing.freshAt,
        rebuilt: origin === 'unknown' ? null : origin,
      };
    }),
  );
}

/**
 * Where a page of rows ended: the rank, account, part and id of its last row.
 * @public
 */
export type RowCursor = { rank: number; accountId: number; part: string; id: string };

/**
 * The rows that add up to the number, or to one part of it, the weightiest first. `next` is null after the last page;
 * `without` names a part that the number leaves out.
 * @public
 */
export async function reportRows(
  scope: AccountScope,
  name: ReportName,
  params: ReportParams,
  page: { currency: string; after?: RowCursor; limit: number; without?: string },
  { db = appDb(), now = new Date() }: Effects = {},
): Promise<{ rows: ReportRow[]; next: RowCursor | null }> {
  const asked = (await askedAccounts(scope, db)).filter(
    (account) => account.currency === page.currency,
  );
  if (asked.length === 0) return { rows: [], next: null };
  const facts = reports[name].facts(contextOf(asked, params, now));
  const conditions: SQL[] = [];
  if (params.part !== undefined) conditions.push(sql`f.part = ${params.part}`);
  if (page.without !== undefined) conditions.push(sql`f.part <> ${page.without}`);
  if (page.after) {
    const { rank, accountId, part, id } = page.after;
    conditions.push(
      sql`(-f.rank, f.account_id, f.part, f.id) > (${-rank}::float8, ${accountId}::int, ${part}::text, ${id}::text)`,
    );
  }
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  const found = await db.execute<StoredRow>(sql`
    select f.account_id, f.id, f.label, f.client_id, f.client_name, f.day::text as day, f.part,
      f.amount::float8 as amount, f.value::float8 as value, f.rank::float8 as rank, f.reason, f.jobber_uri
    from (${facts}) f ${where} order by -f.rank, f.account_id, f.part, f.id limit ${page.limit + 1}`);
  const rows = found.rows.slice(0, page.limit);
  const last = found.rows.length > page.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => toReportRow(name, row)),
    next: last
      ? { rank: last.rank, accountId: last.account_id, part: last.part, id: last.id }
      : null,
  };
}

type StoredRow = {
  account_id: number;
  id: string;
  label: string;
  client_id: string | null;
  client_name: string | null;
  day: string | null;
  part: string;
  amount: number | null;
  value: number | null;
  rank: number;
  reason: string | null;
  jobber_uri: string | null;
};

function toReportRow(name: ReportName, row: StoredRow): ReportRow {
  return {
    accountId: row.account_id,
    kind: catalog[name].rows,
    id: row.id,
    label: row.label,
    clientId: row.client_id,
    clientName: row.client_name,
    day: row.day,
    part: row.part,
    amountCents: row.amount,
    value: row.value,
    reason: row.reason,
    jobberUri: row.jobber_uri,
  };
}

/** What the SQL of a report is built from, for the accounts of one currency. */
export function contextOf(asked: AskedAccount[], params: ReportParams, now: Date): FactsContext {
  const [first] = asked;
  return {
    asked: askedRelation(asked, now),
    period: params.period,
    step: stepOf(params.period),
    asOf: params.asOf,
    today: dayOf(now, first?.timeZone ?? 'UTC'),
    now,
    firstWeekday: first?.firstWeekday ?? 1,
  };
}

/** The same run over the days that the figure is held against; null where a report has no past. */
function contextBefore(
  context: FactsContext,
  params: ReportParams,
  name: ReportName,
): FactsContext | null {
  if (catalog[name].when !== 'period') return null;
  const period = comparedWith(params.period, params.comparison, context.today);
  return { ...context, period };
}

type Sum = { value: number | null; rows: number };
type Sums = { total: Sum; parts: Map<string, Sum>; accounts: Map<number, Sum> };

async function sums(report: Report, context: FactsContext, db: Database): Promise<Sums> {
  const measure = typeof report.measure === 'function' ? report.measure(context) : report.measure;
  const counted = report.summed
    ? sql`coalesce(sum(f.n), 0)::int as n, (${measure})::float8 as measure from (${report.summed(context)}) f`
    : sql`count(*)::int as n, (${measure})::float8 as measure from (${report.facts(context)}) f`;
  const { rows } = await db.execute<{
    part: string | null;
    account_id: number | null;
    level: number;
    n: number;
    measure: number | null;
  }>(sql`
    select f.part, f.account_id, grouping(f.part, f.account_id) as level, ${counted}
    group by grouping sets ((), (f.part), (f.account_id))`);
  const result: Sums = { total: { value: null, rows: 0 }, parts: new Map(), accounts: new Map() };
  for (const row of rows) {
    const sum = { value: row.measure, rows: row.n };
    if (row.level === 3) result.total = sum;
    else if (row.level === 1 && row.part !== null) result.parts.set(row.part, sum);
    else if (row.level === 2 && row.account_id !== null) result.accounts.set(row.account_id, sum);
  }
  return result;
}

function figureOf(
  name: ReportName,
  current: Sums,
  earlier: Sums | null,
  before: FactsContext | null,
): Figure {
  return {
    value: current.total.value,
    unit: catalog[name].unit,
    rows: current.total.rows,
    before: earlier?.total.value ?? null,
    beforePeriod: before?.period ?? null,
  };
}

const dayNotRecorded: Missing = {
  kind: 'unrecorded',
  what: 'that day was not recorded',
  why: 'Jobber does not tell how this stood on a past day, and this server had not recorded it yet.',
  count: null,
};

/** Sums that nobody can know: no rows, and no number instead of 0. */
function unknown({ total }: Sums): Sums {
  return { total: { value: null, rows: total.rows }, parts: new Map(), accounts: new Map() };
}

function uncovered({ uncovered: left }: Report, { parts }: Sums): Missing[] {
  const count = left ? (parts.get(left.part)?.rows ?? 0) : 0;
  return left && count > 0 ? [{ kind: 'uncovered', what: left.what, why: left.why, count }] : [];
}

function partsOf(
  report: Report,
  context: FactsContext,
  current: Sums,
  before: FactsContext | null,
  earlier: Sums | null,
): Part[] {
  const known = report.parts?.(context);
  if (!known) {
    return [...current.parts]
      .map(([key, sum]) => ({
        key,
        label: key,
        ...sum,
        before: earlier?.parts.get(key)?.value ?? null,
      }))
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.key.localeCompare(b.key));
  }
  const knownBefore = before ? report.parts?.(before) : undefined;
  return known.map(({ key, label }, position) => {
    const sum = current.parts.get(key);
    const matching = earlier?.parts.has(key) ? key : knownBefore?.[position]?.key;
    return {
      key,
      label,
      value: sum ? sum.value : report.emptyPart,
      rows: sum?.rows ?? 0,
      before: matching === undefined ? null : (earlier?.parts.get(matching)?.value ?? null),
    };
  });
}
