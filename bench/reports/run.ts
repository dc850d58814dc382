import { releaseTestServer, testDatabase } from '@/db/test-db';
import { reportNames } from '@/lib/reports/catalog';
import { leftOnTable } from '@/lib/reports/left-on-table';
import { periodOf } from '@/lib/reports/period';
import { reportRows, runReport } from '@/lib/reports/run-report';
import { largeAccount } from './large-account';

/** How long each report takes on one large account, warm: the median of five runs after one that warms up. Fails above `limitMs`. */
const limitMs = 100;
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
const tableMs = await medianMs(() => leftOnTable(scope, effects));
console.table(table);
const tooSlow = reportNames.filter((name) => (table[name]?.figureMs ?? 0) > limitMs);
const slowest = Math.max(...Object.values(table).map(({ figureMs }) => figureMs));
console.log(
  JSON.stringify({
    bench: 'reports',
    invoices,
    slowestMs: slowest,
    leftOnTableMs: tableMs,
    reports: table,
  }),
);
if (tooSlow.length > 0) {
  console.error(`slower than ${limitMs} ms: ${tooSlow.join(', ')}`);
  process.exitCode = 1;
}
await database.close();
await releaseTestServer();

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Math.round((times.sort((a, b) => a - b)[2] ?? 0) * 10) / 10;
}
