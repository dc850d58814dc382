import type { AccountStore } from '@/lib/sandbox/world/account-store';
import type { Records } from '@/lib/sandbox/world/records';
import { runSlice } from '@/lib/sync/slice';
import { sandboxAccount } from '../sandbox-account';
import type { OnClock } from './on-clock';

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
  const options = { db: account.database, client: account.client, now: account.now };
  const isRead = 'select from sync_accounts where newest_read_at is not null';
  while ((await database.pool.query(isRead)).rowCount === 0) {
    const { nextAt } = await runSlice(account.accountId, options);
    await time.sleep((nextAt?.getTime() ?? 0) - time.now());
  }
  const { rows } = await database.pool.query<{ entity: string; at: Date }>(
    "select entity, finished_at as at from sync_streams where stage = 'newest'",
  );
  const readAt = new Map(rows.map(({ entity, at }) => [entity, new Date(at).getTime()]));
  const screens: FirstScreen[] = [];
  for (const { kind, table, ids } of expected(store, begin)) {
    const found = await database.pool.query(`select from ${table} where id = any($1)`, [ids]);
    const seconds = ((readAt.get(kind) ?? Infinity) - begin) / 1000;
    screens.push({ kind, seconds, rows: ids.length, missing: ids.length - (found.rowCount ?? 0) });
  }
  return screens;
}

type Expected = { kind: string; table: string; ids: string[] };

function expected(store: AccountStore, now: number): Expected[] {
  const visits = store
    .all('Visit')
    .filter(
      ({ startAt }) => startAt !== null && startAt >= now && startAt <= now + 14 * 86_400_000,
    );
  return [
    { kind: 'client', table: 'clients', ids: newest(store, 'Client', 'updatedAt') },
    { kind: 'job', table: 'jobs', ids: newest(store, 'Job', 'updatedAt') },
    { kind: 'invoice', table: 'invoices', ids: newest(store, 'Invoice', 'createdAt') },
    { kind: 'quote', table: 'quotes', ids: newest(store, 'Quote', 'createdAt') },
    { kind: 'request', table: 'requests', ids: newest(store, 'Request', 'createdAt') },
    { kind: 'visit', table: 'visits', ids: visits.map(({ id }) => id) },
  ];
}

/** The newest 100; of records as old as the last of them any may be among the 100. */
function newest(
  store: AccountStore,
  type: 'Client' | 'Job' | 'Invoice' | 'Quote' | 'Request',
  field: 'createdAt' | 'updatedAt',
): string[] {
  const records: Records[typeof type][] = store.all(type);
  const sorted = records.toSorted((one, other) => other[field] - one[field]).slice(0, 100);
  const last = sorted[99]?.[field] ?? -Infinity;
  return sorted.filter((record) => record[field] > last).map(({ id }) => id);
}
