import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@/db/open';
import { isAppError } from '@/lib/errors';
import { accessToken } from '@/lib/vault/access-token';
import { drainRefreshes } from '@/lib/vault/drain';
import { createVault } from '@/lib/vault/vault';
import { naiveAccessToken } from './naive';
import { benchApp, benchKeys, benchTiming, type Pace } from './settings';

/** What the parent tells a worker, and what the worker tells back. */
export type WorkerOrder = {
  databaseUrl: string;
  apiUrl: string;
  protocol: 'ours' | 'naive';
  connectionIds: string[];
  callers: number;
  pace: Pace;
};
export type WorkerCounts = { calls: number; answered: number; refused: Record<string, number> };

const order = JSON.parse(process.argv[2] ?? '{}') as WorkerOrder;
const main = openDatabase(order.databaseUrl, { max: 4, statementTimeoutMs: 10_000 });
const reserved = openDatabase(order.databaseUrl, { max: 2, statementTimeoutMs: 10_000 });
const vault = createVault({
  db: main.db,
  protocolDb: reserved.db,
  app: benchApp(order.apiUrl),
  keys: benchKeys,
  timing: benchTiming(order.pace),
});
let counts: WorkerCounts = noCounts();
let isStopping = false;

process.on('SIGTERM', () => {
  if (isStopping) return;
  isStopping = true;
  void drainRefreshes(vault).then((left) => {
    report();
    process.exit(left === 0 ? 0 : 1);
  });
});
// A parent that is gone leaves nobody to work for.
process.on('disconnect', () => process.exit(0));
setInterval(report, 200).unref();
for (let caller = 0; caller < order.callers; caller += 1) void callForever();
process.send?.('ready');

async function callForever(): Promise<void> {
  while (!isStopping) {
    const connectionId =
      order.connectionIds[Math.floor(Math.random() * order.connectionIds.length)];
    if (connectionId === undefined) return;
    counts.calls += 1;
    try {
      await (order.protocol === 'ours'
        ? accessToken(connectionId, vault)
        : naiveAccessToken(connectionId, { db: main.db, apiUrl: order.apiUrl }));
      counts.answered += 1;
    } catch (error) {
      const code = isAppError(error) ? error.code : 'database';
      counts.refused[code] = (counts.refused[code] ?? 0) + 1;
    }
    // Enough to meet each expiry many times over, and to leave the processes that start their share of the machine.
    await sleep(400 + Math.random() * 1_200);
  }
}

function report(): void {
  if (process.connected) process.send?.(counts);
  counts = noCounts();
}

function noCounts(): WorkerCounts {
  return { calls: 0, answered: 0, refused: {} };
}
