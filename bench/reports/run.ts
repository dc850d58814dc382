import { loadavg } from 'node:os';
import { sql } from 'drizzle-orm';
import { releaseTestServer, testDatabase } from '@/db/test-db';
import { askedAccounts, askedRelation } from '@/lib/reports/asked-accounts';
import { type ReportName, reportNames } from '@/lib/reports/catalog';
import type { ReportParams } from '@/lib/reports/contract';
import { leftOnTable } from '@/lib/reports/left-on-table';
import { periodOf, stepOf } from '@/lib/reports/period';
import type { FactsContext } from '@/lib/reports/report';
import { reports } from '@/lib/reports/reports';
import { reportRows, runReport } from '@/lib/reports/run-report';
import { keepClientSums } from '@/lib/sync/client-sums';
import { median, rounded } from '../timing';
import { largeAccount } from './large-account';

/**
 * How long each report takes on one large account, warm: the median of five runs after one that warms up. Fails above
 * `limitMs`, where a report from kept sums is not `leastRatio` times as fast as the same one over a year's records, or
 * where the two differ.
 */
const limitMs = 100;
const leastRatio = 20;
const invoices = Number(process.argv[2] ?? 1_000_000);
const now = new Date('2026-11-20T17:00:00Z');
const calendar = { timeZone: 'America/New_York', firstWeekday: 1, workingDays: [1, 2, 3, 4, 5] };
const params = {
  period: periodOf('this-month', now, calendar),
  comparison: 'period-before',
  asOf: '2026-11-20',
} as const;

const database = await testDatabase();
const effects = { db: database.db, now };
const filledAt = Date.now();
const scope = await largeAccount(database, invoices, now);
await keepClientSums(database.db, 1, now);
await database.pool.query('vacuum analyze client_sums');
process.stderr.write(`filled in ${((Date.now() - filledAt) / 1000).toFixed(0)} s\n`);

const table: Record<string, { figureMs: number; yearMs: number; rowsMs: number; rows: number }> =
  {};
for (const name of reportNames) {
  const year = { ...params, period: periodOf('last-12-months', now, calendar) };
  const [result] = await runReport(scope, name, params, effects);
  table[name] = {
    figureMs: await medianMs(() => runReport(scope, name, params, effects)),
    yearMs: await medianMs(() => runReport(scope, name, year, effects)),
    rowsMs: await medianMs(() =>
      reportRows(scope, name, params, { currency: 'USD', limit: 50 }, effects),
    ),
    rows: result?.figure.rows ?? 0,
  };
}
const kept: Record<string, { keptMs: number; liveMs: number; ratio: number; differences: number }> =
  {};
for (const name of reportNames) {
  if (!reports[name].summed) continue;
  const year = { ...params, period: periodOf('last-12-months', now, calendar) };
  const keptMs = await medianMs(() => sums(name, year, 'summed'));
  const liveMs = await medianMs(() => live(name, year));
  const [one, other] = [await sums(name, year, 'summed'), await live(name, year)];
  const differences =
    one.filter((line) => !other.includes(line)).length + Math.abs(one.length - other.length);
  kept[name] = { keptMs, liveMs, ratio: Math.round((10 * liveMs) / keptMs) / 10, differences };
}
const tableMs = await medianMs(() => leftOnTable(scope, effects));
console.table(table);
console.table(kept);
const tooSlow = reportNames.filter((name) => (table[name]?.figureMs ?? 0) > limitMs);
const slowest = Math.max(...Object.values(table).map(({ figureMs }) => figureMs));
console.log(
  JSON.stringify({
    bench: 'reports',
    invoices,
    load: Number(loadavg()[0]?.toFixed(1)),
    slowestMs: slowest,
    leftOnTableMs: tableMs,
    reports: table,
    kept,
  }),
);
const tooLike = Object.entries(kept).filter(
  ([, one]) => one.ratio < leastRatio || one.differences > 0,
);
if (tooLike.length > 0) {
  console.error(`kept sums too slow or wrong: ${tooLike.map(([name]) => name).join(', ')}`);
  process.exitCode = 1;
}
if (tooSlow.length > 0) {
  console.error(`slower than ${limitMs} ms: ${tooSlow.join(', ')}`);
  process.exitCode = 1;
}
await database.close();
await releaseTestServer();

/** The sums of a report from its kept sums or from its records, one line each. */
async function sums(
  name: ReportName,
  asked: ReportParams,
  from: 'summed' | 'facts',
): Promise<string[]> {
  const context: FactsContext = {
    asked: askedRelation(await askedAccounts(scope, database.db), now),
    period: asked.period,
    step: stepOf(asked.period),
    asOf: asked.asOf,
    today: asked.asOf,
    now,
    firstWeekday: calendar.firstWeekday,
  };
  const { measure, facts, summed = facts } = reports[name];
  const rows = from === 'summed' ? summed(context) : facts(context);
  const counted = from === 'summed' ? sql`sum(f.n)` : sql`count(*)`;
  const found = await database.db.execute<{ line: string }>(sql`
    select concat_ws(' ', f.part, f.account_id, ${counted}, round((${typeof measure === 'function' ? measure(context) : measure})::numeric, 6)) as line
    from (${rows}) f group by grouping sets ((), (f.part), (f.account_id))`);
  return found.rows.map(({ line }) => line);
}

/** The same from the records alone: as if no sums of clients were kept either. */
async function live(name: ReportName, asked: ReportParams): Promise<string[]> {
  await database.pool.query('update client_sum_windows set to_day = to_day - 1');
  try {
    return await sums(name, asked, 'facts');
  } finally {
    await database.pool.query('update client_sum_windows set to_day = to_day + 1');
  }
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return rounded(median(times), 1);
}
