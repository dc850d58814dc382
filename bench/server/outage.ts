import type { Fault } from '@/lib/sandbox/faults';
import { concluded, printTimes, rounded, timed } from '../timing';
import { openBrowser, signIn, startBuiltApp } from './built-app';
import { requestMs } from './requests';

/*
 * Lists of an account that is read and kept fresh, with Jobber up and with it refusing, hanging or cutting off every
 * request: the four take turns, so that a busy machine slows all of them alike. Then the same views on a server that
 * does not read on its own: what the sandbox sees is what a view costs.
 */

const rounds = Number(process.env.ROUNDS ?? 120);
const paths = ['/clients', '/jobs', '/invoices', '/quotes', '/schedule/visits'];
const troubles: Record<string, Partial<Fault> | null> = {
  up: null,
  refusing: { status: 503, body: 'down' },
  hanging: { hang: true },
  resetting: { reset: 'before' },
};

const sandboxOptions = { latency: { baseMs: 20, perRowMs: 0 }, restoreRate: 50_000 };
const app = await startBuiltApp({ worker: true, sandbox: sandboxOptions });
try {
  const browser = await openBrowser();
  await signIn(await browser.newPage(), app.url);
  await browser.close();
  const { pool } = app.database;
  await firstReadDone();
  const { rows } = await pool.query<{ id: string }>('select id from people');
  const headers = { cookie: await app.cookieOf(rows[0]?.id ?? '') };
  const { faults } = app.sandbox.control;
  const samples = new Map<string, number[]>(Object.keys(troubles).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, trouble] of Object.entries(troubles)) {
      faults.clear();
      if (trouble) {
        faults.add({
          times: 1_000_000,
          after: 0,
          path: '/api/graphql',
          process: false,
          ...trouble,
        });
      }
      for (const path of [...paths, ...paths]) {
        const ms = await requestMs(`${app.url}${path}`, { headers });
        if (round >= 0) samples.get(name)?.push(ms);
      }
    }
  }
  faults.clear();
  const times = [...samples].map(([name, ms]) => timed(name, ms));
  printTimes('list pages while Jobber is', times);
  const up = times[0]?.p95 ?? 0;
  const worst = Math.max(...times.slice(1).map(({ p95 }) => p95 / up));
  // A view asks nothing itself: whatever the sandbox hears is the worker's, and it stops with the worker.
  const quiet = await startBuiltApp({ worker: false }, app.database);
  const quietHeaders = { cookie: await quiet.cookieOf(rows[0]?.id ?? '') };
  const views = 50;
  for (let n = 0; n < views; n += 1) {
    await requestMs(`${quiet.url}${paths[n % paths.length]}`, { headers: quietHeaders });
  }
  const requests = quiet.sandbox.control.seen.list().length;
  await quiet.stop();
  concluded({ p95AgainstUp: rounded(worst), views, requestsOfViews: requests }, [
    ...(worst > 1.1 ? ['lists are slower by more than a tenth while Jobber is away'] : []),
    ...(requests > 0 ? ['viewing lists asked Jobber something'] : []),
  ]);
} finally {
  await app.close();
}

async function firstReadDone(): Promise<void> {
  for (;;) {
    const { rowCount } = await app.database.pool.query(
      'select from sync_accounts where first_read_done_at is not null',
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
