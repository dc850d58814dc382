import { releaseTestServer, type TestDatabase, testDatabase } from '@/db/test-db';
import type { AccountScope } from '@/lib/access/account-scope';
import type { ListQuery } from '@/lib/records/contract';
import { listPage } from '@/lib/records/list-page';
import { defaultSorts } from '@/lib/records/list-query';
import { grownAccount, grownNow } from '../lists/grown-account';
import { concluded, median, printTimes, rounded, type Timed, timedInTurn } from '../timing';
import { emptyAccount, ingestRate, walPerRow } from './write-cost';

/*
 * What writing costs, and what a big neighbour costs. Writing: pages of 100 against row by row, in turn; bytes of log
 * for rows that did not change against rewritten ones. Reading: a small account's lists in a database of its own against
 * the same beside an account of a million rows, in turn.
 */

const rounds = Number(process.env.ROUNDS ?? 60);
const whaleRows = Number(process.env.WHALE_ROWS ?? 1_000_000);
const writeRounds = 5;

const alone = await testDatabase();
const shared = await testDatabase();
try {
  const rates = await writeRates(alone);
  const wal = await walPerRow(alone, await emptyAccount(alone.pool, 'wal'), 1_000);
  console.table({ 'bytes of log per row': wal });
  const beside = await neighbours();
  const ingestRatio = rounded(median(rates.map(({ paged, single }) => paged / single)));
  const walRatio = rounded(wal.rewritten / Math.max(wal.unchanged, 0.01), 1);
  const medians = beside.map(({ ratio }) => ratio);
  const neighbourRatio = rounded(median(medians));
  concluded({ ingestRatio, walRatio, neighbourRatio, whaleRows }, [
    ...(ingestRatio < 4 ? ['pages are written less than 4 times as fast as single rows'] : []),
    ...(walRatio < 10 ? ['unchanged rows write more than a tenth of rewritten ones'] : []),
    ...(neighbourRatio > 1.2 ? ['a big neighbour slows a small account by more than 1.2'] : []),
  ]);
} finally {
  await alone.close();
  await shared.close();
  await releaseTestServer();
}

async function writeRates({ db, pool }: TestDatabase) {
  const rates: { paged: number; single: number }[] = [];
  for (let round = 0; round <= writeRounds; round += 1) {
    const paged = await ingestRate(db, await emptyAccount(pool, `paged ${round}`), 1_000, 100);
    const single = await ingestRate(db, await emptyAccount(pool, `single ${round}`), 100, 1);
    // The first round warms up.
    if (round > 0) rates.push({ paged: Math.round(paged), single: Math.round(single) });
  }
  console.log('\nrows a second');
  console.table(rates);
  return rates;
}

async function neighbours(): Promise<{ name: string; ratio: number }[]> {
  const sides: { database: TestDatabase; scope: AccountScope }[] = [];
  for (const database of [alone, shared]) {
    sides.push({ database, scope: await grownAccount(database, 'small', 10_000) });
  }
  await grownAccount(shared, 'whale', whaleRows);
  const tasks = (['clients', 'jobs', 'invoices', 'visits'] as const).flatMap((list) =>
    sides.map(({ database, scope }, side) => ({
      name: `${list} ${side === 0 ? 'alone' : 'beside'}`,
      run: () =>
        listPage(
          scope,
          list,
          { filters: {}, sort: defaultSorts[list], limit: 50 } as ListQuery<typeof list>,
          { db: database.db, now: grownNow, limitMs: 60_000 },
        ),
    })),
  );
  const times = await timedInTurn(tasks, rounds);
  printTimes(`a small account beside ${whaleRows.toLocaleString('en')} rows`, times);
  return times
    .filter((_, at) => at % 2 === 0)
    .map((one: Timed, at) => ({ name: one.name, ratio: (times[at * 2 + 1]?.p95 ?? 0) / one.p95 }));
}
