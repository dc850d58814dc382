import type { AccountStore } from '@/lib/sandbox/world/account-store';
import { sandboxAccount } from '../sandbox-account';
import type { OnClock } from './on-clock';
import { workerPool } from './worker-pool';

const dayMs = 86_400_000;

/**
 * When the first screen of one kind could be read, in seconds after the sign-in, how many records it is, and how many
 * of them were not there.
 * @public
 */
export type FirstScreen = { kind: string; seconds: number; rows: number; missing: number };

/**
 * Reads a new account until its first screens are there: the newest 100 clients, jobs, invoices, quotes and requests and
 * the visits of the next 14 days.
 * @public
 */
export async function firstScreens({ database, sandbox, time }: OnClock): Promise<FirstScreen[]> {
  const account = await sandboxAccount(database, sandbox, 0, time);
  const store = sandbox.control.world.accounts.get(account.jobberAccountId);
  if (!store) throw new Error('no such account');
  const begin = time.now();
  const pool = workerPool(time);
  pool.hurry(account, 0);
  let waiting = expected(store, begin);
  const screens: FirstScreen[] = [];
  while (waiting.length > 0 && time.now() < begin + 60_000) {
    await time.sleep(10);
    const still: Expected[] = [];
    for (const one of waiting) {
      const { kind, table, ids, rows } = one;
      const found = await database.pool.query(`select from ${table} where id = any($1)`, [ids]);
      const missing = Math.max(0, rows - (found.rowCount ?? 0));
      if (missing > 0) still.push(one);
      else screens.push({ kind, seconds: (time.now() - begin) / 1000, rows, missing });
    }
    waiting = still;
  }
  await pool.stop();
  return [
    ...screens,
    ...waiting.map(({ kind, rows }) => ({ kind, seconds: Infinity, rows, missing: rows })),
  ].toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
}

type Expected = { kind: string; table: string; ids: string[]; rows: number };

function expected(store: AccountStore, now: number): Expected[] {
  const visits = store
    .all('Visit')
    .filter(({ startAt }) => startAt !== null && startAt >= now && startAt <= now + 14 * dayMs)
    .map(({ id }) => id);
  return [
    { kind: 'client', table: 'clients', ...newest(store.all('Client'), 'updatedAt') },
    { kind: 'job', table: 'jobs', ...newest(store.all('Job'), 'updatedAt') },
    { kind: 'invoice', table: 'invoices', ...newest(store.all('Invoice'), 'createdAt') },
    { kind: 'quote', table: 'quotes', ...newest(store.all('Quote'), 'createdAt') },
    { kind: 'request', table: 'requests', ...newest(store.all('Request'), 'createdAt') },
    { kind: 'visit', table: 'visits', ids: visits, rows: visits.length },
  ];
}

type Dated = { id: string; createdAt: number; updatedAt: number };

/** The newest 100, of whichever are as old as the last of them. */
function newest(records: readonly Dated[], field: 'createdAt' | 'updatedAt') {
  const sorted = records.toSorted((one, other) => other[field] - one[field]);
  const rows = Math.min(100, sorted.length);
  const last = sorted[rows - 1]?.[field] ?? 0;
  const ids = sorted.filter((record) => record[field] >= last).map(({ id }) => id);
  return { ids, rows };
}
