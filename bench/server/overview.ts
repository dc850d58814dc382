import type { Browser } from 'playwright';
import { evictPages, releaseTestServer, testDatabase } from '@/db/test-db';
import { grownAccount } from '../lists/grown-account';
import { readThrough } from '../lists/read-through';
import { concluded, median, rounded } from '../timing';
import { openBrowser, openWindow, startBuiltApp } from './built-app';
import { countedDatabase, longestRow } from './counted-database';

/*
 * The overview of an account of 118,000 rows, from the press of Enter to the frame in which the last card shows its number:
 * the first request after the server started, in a browser that was never there, with nothing of the database in the
 * memory of Postgres; then once more. An empty page of the same build takes turns with it.
 */

const rounds = Number(process.env.ROUNDS ?? 5);
const rows = Number(process.env.ROWS ?? 118_000);
const paths = ['/empty', '/overview'] as const;
const cards = ['Money left on the table', 'Owed to you', 'Booked ahead', 'Revenue this year'];
const barMs = 1_000;

const database = await testDatabase();
const counted = await countedDatabase(database.url);
try {
  const scope = await grownAccount(database, 'large', rows);
  const accountId = scope.accountIds[0] ?? 0;
  await readThrough(database.db, accountId);
  await database.pool.query(
    `insert into goals (account_id, span, from_day, amount_cents) values ($1, 'month', '2020-01-01', 50000000)`,
    [accountId],
  );
  const browser = await openBrowser();
  const cold = new Map<string, number[]>(paths.map((path) => [path, []]));
  const warm = new Map<string, number[]>(paths.map((path) => [path, []]));
  let requests = 0;
  let statements = { cold: 0, warm: 0, inARow: 0 };
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths) {
      await evictPages(database);
      const app = await startBuiltApp(
        { worker: false, environment: { DATABASE_URL: counted.url } },
        database,
      );
      const cookie = await app.cookieOf(scope.personId);
      counted.taken();
      cold.get(path)?.push(await shownMs(browser, `${app.url}${path}`, cookie));
      const first = counted.taken();
      warm.get(path)?.push(await shownMs(browser, `${app.url}${path}`, cookie));
      const second = counted.taken();
      if (path === '/overview') {
        statements = { cold: first.length, warm: second.length, inARow: longestRow(second) };
      }
      requests += app.sandbox.control.seen.list().length;
      await app.stop();
    }
  }
  await browser.close();
  const figures = paths.map((path) => ({
    path,
    'cold ms': Math.round(median(cold.get(path))),
    'cold, worst': Math.round(Math.max(...(cold.get(path) ?? []))),
    'again ms': Math.round(median(warm.get(path))),
  }));
  console.table(figures);
  const coldMs = Math.round(median(cold.get('/overview')));
  concluded(
    {
      coldMs,
      coldOfEmptyPage: rounded(coldMs / median(cold.get('/empty'))),
      againOfEmptyPage: rounded(median(warm.get('/overview')) / median(warm.get('/empty'))),
      statements,
      requestsAtJobber: requests,
    },
    [
      ...(coldMs > barMs ? [`the overview takes more than ${barMs} ms when it is cold`] : []),
      ...(requests > 0 ? ['the overview asked Jobber something'] : []),
    ],
  );
} finally {
  await counted.close();
  await database.close();
  await releaseTestServer();
}

/** Milliseconds from the beginning of the visit to the frame after which nothing is computed any more. */
async function shownMs(browser: Browser, url: string, cookie: string): Promise<number> {
  const context = await openWindow(browser, url, cookie);
  const page = await context.newPage();
  await page.addInitScript((titles) => {
    const look = () => {
      const isThere = location.pathname.startsWith('/empty')
        ? document.querySelector('a')
        : titles.every((title) => document.querySelector(`section[aria-label="${title}"]`)) &&
          !document.querySelector('[role=status][aria-label^="Computing"]');
      if (!isThere) requestAnimationFrame(look);
      // Two frames on, what stands in the document has been painted.
      else
        requestAnimationFrame(() =>
          requestAnimationFrame(() => Object.assign(globalThis, { shownMs: performance.now() })),
        );
    };
    requestAnimationFrame(look);
  }, cards);
  await page.goto(url, { timeout: 120_000 });
  const shown = await page.waitForFunction(
    () => (globalThis as { shownMs?: number }).shownMs,
    null,
    {
      timeout: 120_000,
    },
  );
  const ms = Number(await shown.jsonValue());
  await context.close();
  return ms;
}
