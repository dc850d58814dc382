import { releaseTestServer, testDatabase } from '@/db/test-db';
import { type Replayed, replayedDays } from '@/lib/reports/reference/replayed-days';
import { concluded, rounded } from '../timing';

/*
 * Receivables as of each day of businesses that are lived day by day, two of each time zone, over the night in which the
 * clocks are set back: every recorded day has to be as the sandbox stood then, every other one wherever only payments
 * have changed since, and each has to say which it is.
 */

const seeds = Number(process.env.SEEDS ?? 6);
const lived = { startAt: Date.UTC(2026, 9, 15, 15), before: 10, since: 25, missed: 6 };

const found: Replayed[] = [];
try {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const database = await testDatabase();
    found.push(await replayedDays(database.db, { seed, ...lived }));
    await database.close();
  }
} finally {
  await releaseTestServer();
}
console.table(
  found.map(({ differences, ...one }) => ({ ...one, differences: differences.length })),
);
for (const { seed, differences } of found) {
  for (const difference of differences) console.log(`world ${seed}: ${difference}`);
}
const sum = (of: (one: Replayed) => number) => found.reduce((total, one) => total + of(one), 0);
const differences = sum((one) => one.differences.length);
const rows = sum((one) => one.rows);
const changed = sum((one) => one.changed);
concluded(
  {
    recordedDays: sum((one) => one.recorded),
    rebuiltDays: sum((one) => one.rebuilt),
    rows,
    shareHeldAgainst: rounded(rows / (rows + changed), 3),
    differences,
  },
  [
    ...(differences > 0 ? ['a day is not as the sandbox stood'] : []),
    ...(rows < changed * 2 ? ['too few invoices were held against the sandbox'] : []),
  ],
);
