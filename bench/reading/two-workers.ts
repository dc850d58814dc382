import { type Database, openDatabase } from '@/db/open';
import type { Admission } from '@/lib/jobber/client';
import type { Sandbox } from '@/lib/sandbox/sandbox';
import type { RecordType } from '@/lib/sandbox/world/records';
import { budgetAdmission } from '@/lib/sync/budget';
import { type CheckedKind, checkRecord } from '@/lib/sync/check-record';
import { everyRequest, pointsOf, sandboxAccount } from '../sandbox-account';
import { timed } from '../timing';
import type { VirtualTime } from '../virtual-time';
import type { OnClock } from './on-clock';
import { workerPool } from './worker-pool';

/**
 * What two workers and a person did with one account's points. Waits are those for admission, in milliseconds.
 * @public
 */
export type Shared = {
  seconds: number;
  points: number;
  requests: number;
  throttled: number;
  refused: number;
  opened: number;
  waitP50: number;
  waitP99: number;
  isRead: boolean;
};

/**
 * Reads the first account of the sandbox by two workers, each with a pool of connections of its own as processes have,
 * while a person opens one live record after the other every 1.5 s; until everything is read, at most `limitMs`.
 * @public
 */
export async function twoWorkers(
  { database, sandbox, time }: OnClock,
  { limitMs = Infinity }: { limitMs?: number } = {},
): Promise<Shared> {
  const account = await sandboxAccount(database, sandbox, 0, time);
  const { accountId, now, clientOf } = account;
  const seen = everyRequest(sandbox);
  const other = openDatabase(database.url, { max: 4, statementTimeoutMs: 60_000 });
  const begin = time.now();
  const workers = [database.db, other.db].map((db) => {
    const client = clientOf(budgetAdmission(db, accountId, { sleep: time.sleep }));
    const pool = workerPool(time);
    pool.hurry({ accountId, now, client, database: db }, 0);
    return pool;
  });
  const waits: number[] = [];
  const person = clientOf(measured(database.db, accountId, time, waits));
  const records = recordsOf(sandbox, account.jobberAccountId);
  let opened = 0;
  let isRead = false;
  while (!isRead && time.now() < begin + limitMs) {
    const [kind, id] = records[opened % records.length] ?? ['client', ''];
    opened += 1;
    await checkRecord(person, accountId, kind, id, { db: database.db, now });
    await time.sleep(1_500);
    const done = 'select from sync_accounts where first_read_done_at is not null';
    isRead = (await database.pool.query(done)).rowCount === 1;
  }
  const seconds = (time.now() - begin) / 1000;
  await Promise.all(workers.map((worker) => worker.stop()));
  await other.pool.end();
  const { p50, p99 } = timed('waits', waits);
  return {
    seconds,
    points: pointsOf(seen),
    requests: seen.length,
    throttled: seen.filter(({ throttled }) => throttled).length,
    refused: seen.filter(({ status }) => status === 429).length,
    opened,
    waitP50: p50,
    waitP99: p99,
    isRead,
  };
}

/** The budget of the account, which also notes how long each request waited for it. */
function measured(
  db: Database,
  accountId: number,
  { sleep }: VirtualTime,
  waits: number[],
): Admission {
  return {
    admit: async (request) => {
      let waited = 0;
      const admission = budgetAdmission(db, accountId, {
        sleep: (ms) => {
          waited += ms;
          return sleep(ms);
        },
      });
      const admitted = await admission.admit(request);
      waits.push(waited);
      return admitted;
    },
  };
}

const opens = [
  ['client', 'Client'],
  ['job', 'Job'],
  ['invoice', 'Invoice'],
  ['quote', 'Quote'],
  ['request', 'Request'],
] as const satisfies [CheckedKind, RecordType][];

/** Records of every kind that has a page, in turn. */
function recordsOf({ control }: Sandbox, jobberAccountId: string): [CheckedKind, string][] {
  const store = control.world.accounts.get(jobberAccountId);
  return Array.from({ length: 30 }).flatMap((_, turn) =>
    opens.flatMap(([kind, type]): [CheckedKind, string][] => {
      const records = store?.all(type) ?? [];
      const record = records[(turn * 37) % records.length];
      return record ? [[kind, record.id]] : [];
    }),
  );
}
