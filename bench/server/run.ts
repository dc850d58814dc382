import { setPriority } from 'node:os';
import { grownAccount } from '../lists/grown-account';
import { connect, readThrough } from '../lists/read-through';
import { concluded, median, rounded } from '../timing';
import { startBuiltApp } from './built-app';
import { closedLoop, requestMs } from './requests';

/*
 * Pages of the built app on an account of 118,000 rows that has been read and is connected, and a page with one link beside
 * them: one after the other, then four people at once. All of them take turns in every round; figures are medians over the rounds.
 */

const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 3);
const rows = Number(process.env.ROWS ?? 118_000);
// Not the JSON routes: their limit of calls a minute would be hit.
const paths = ['/empty', '/clients', '/jobs', '/invoices', '/schedule/visits'];

const app = await startBuiltApp({ worker: false });
// Those who ask sit at machines of their own; here they would take the server's core from it.
setPriority(5);
try {
  const scope = await grownAccount(app.database, 'large', rows);
  const [accountId = 0] = scope.accountIds;
  await readThrough(app.database.db, accountId);
  await connect(app.database.db, accountId);
  const headers = { cookie: await app.cookieOf(scope.personId) };
  const once = (path: string) => () => requestMs(`${app.url}${path}`, { headers });
  const lone = new Map<string, number[]>(paths.map((path) => [path, []]));
  const busy = new Map<string, number[]>(paths.map((path) => [path, []]));
  let residentMb = 0;
  for (let round = 0; round <= rounds; round += 1) {
    for (const path of paths) {
      const one = await closedLoop(path, once(path), { concurrency: 1, seconds });
      const four = await closedLoop(path, once(path), { concurrency: 4, seconds });
      residentMb = Math.max(residentMb, app.residentMb());
      // The first round warms up.
      if (round === 0) continue;
      lone.get(path)?.push(one.p50);
      busy.get(path)?.push(four.perSecond);
    }
  }
  const figures = paths.map((path) => ({
    path,
    'p50 ms, one by one': rounded(median(lone.get(path))),
    'a second, four at once': rounded(median(busy.get(path)), 0),
    'p50 of the empty page': rounded(median(lone.get(path)) / median(lone.get('/empty'))),
  }));
  console.table(figures);
  const p50 = rounded(median(lone.get('/clients')));
  const perSecond = rounded(median(busy.get('/clients')), 0);
  concluded(
    {
      clientListP50Ms: p50,
      clientListsPerSecond: perSecond,
      p50OfEmptyPage: rounded(p50 / median(lone.get('/empty'))),
      shareOfEmptyPages: rounded(perSecond / median(busy.get('/empty'))),
      residentMb: Math.round(residentMb),
    },
    [
      ...(p50 > 15 ? ['the client list takes more than 15 ms'] : []),
      ...(perSecond < 100 ? ['fewer than 100 client lists a second'] : []),
      ...(residentMb > 300 ? ['more than 300 MB of memory'] : []),
    ],
  );
} finally {
  await app.close();
}
