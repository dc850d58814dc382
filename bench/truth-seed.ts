import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { TestDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { webhookBody, webhookSignature } from '@/lib/sandbox/webhooks';
import type { Change } from '@/lib/sandbox/world/account-store';
import { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import type { RecordType } from '@/lib/sandbox/world/records';
import { receiveWebhook } from '@/lib/sync/receive-webhook';
import { sweepEverything } from '@/lib/sync/watch';
import { type SandboxAccount, sandboxAccount } from './sandbox-account';
import { tinyWorld } from './tiny-world';
import { differences } from './truth';

/** @public */
export type TruthOutcome = { seed: number; differences: string[]; edits: number; kills: number };

/**
 * One account through everything that goes wrong: edits and deletes while it is read, webhooks that are lost, doubled
 * and shuffled, outages of four kinds, and with `kills` so many `kill -9` of a process that reads. Then one sweep, and
 * what still differs. The same seed does the same edits.
 * @public
 */
export async function truthSeed(
  database: TestDatabase,
  seed: number,
  { kills = 0 }: { kills?: number } = {},
): Promise<TruthOutcome> {
  const rng = new Prng(`truth ${seed}`);
  const { rows } = await database.pool.query<{ now: Date }>('select app_now() as now');
  const sandbox = await startSandbox({
    startAt: rows[0]?.now.getTime() ?? Date.now(),
    world: (now) => tinyWorld(seed, now),
    latency: { baseMs: 0, perRowMs: 0 },
    accessTokenTtlSeconds: 864_000_000,
  });
  try {
    const account = await sandboxAccount(database, sandbox);
    const changes: Change[] = [];
    for (const store of sandbox.control.world.accounts.values())
      store.onChange((change) => changes.push(change));
    let edits = 0;
    for (let round = 0; round < 4; round += 1) {
      if (rng.chance(0.5)) breakDown(sandbox, rng);
      for (let kill = 0; kill < (round < kills ? 1 : 0); kill += 1)
        await killOnce(database, sandbox, account, rng.int(1, 12));
      if (rng.chance(0.7)) await account.settle();
      const count = rng.int(4, 20);
      randomEdits(sandbox.control.world, rng, count);
      edits += count;
      await deliver(database, changes.splice(0), rng);
      await account.pass(rng.int(1, 900) * 1_000);
      if (rng.chance(0.5)) breakDown(sandbox, rng);
      await account.settle();
    }
    sandbox.control.faults.clear();
    await account.settle();
    await sweepEverything(database.db, account.accountId);
    await account.settle();
    const found = await differences(database, sandbox, account);
    return { seed, differences: found, edits, kills };
  } finally {
    await sandbox.close();
  }
}

function breakDown(sandbox: Sandbox, rng: Prng): void {
  const fault = rng.pick([
    { status: 503, body: 'unavailable' },
    { reset: 'before' as const },
    { reset: 'after' as const },
    { truncateAt: 40 },
  ]);
  const after = rng.int(0, 25);
  sandbox.control.faults.add({
    path: '/api/graphql',
    times: rng.int(1, 3),
    after,
    process: false,
    ...fault,
  });
}

const topics: { [T in RecordType]?: string } = {
  Client: 'CLIENT',
  Property: 'PROPERTY',
  Request: 'REQUEST',
  Quote: 'QUOTE',
  Job: 'JOB',
  Visit: 'VISIT',
  Invoice: 'INVOICE',
  PaymentRecord: 'PAYMENT',
};

/** A third is lost, a sixth comes twice, all of it in any order. */
async function deliver(database: TestDatabase, changes: Change[], rng: Prng): Promise<void> {
  const told = changes.filter(() => rng.chance(0.67));
  const twice = told.filter(() => rng.chance(0.17));
  const order = [...told, ...twice].map((change) => ({ change, at: rng.float() }));
  for (const { change } of order.toSorted((one, other) => one.at - other.at)) {
    const topic = topics[change.type];
    if (!topic) continue;
    const { accountId, id: itemId, kind, at } = change;
    const occurredAt = new Date(at).toISOString();
    const event = { topic: `${topic}_${kind.toUpperCase()}`, accountId, itemId, occurredAt };
    const body = webhookBody(event, 'sandbox-client');
    const signature = webhookSignature(body, 'sandbox-secret');
    const { status } = await receiveWebhook(Buffer.from(body), signature, {
      secrets: ['sandbox-secret'],
      db: database.db,
    });
    if (status !== 200) throw new Error(`a webhook was answered ${status}`);
  }
}

/** Lets another process read until it has made `steps` steps, and kills it there. */
async function killOnce(
  database: TestDatabase,
  sandbox: Sandbox,
  { accountId, jobberAccountId }: SandboxAccount,
  steps: number,
): Promise<void> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', path.resolve('bench/reading-process.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        READ_DATABASE: database.url,
        READ_SANDBOX: sandbox.url,
        READ_ACCOUNT: String(accountId),
        READ_JOBBER_ACCOUNT: jobberAccountId,
        READ_AHEAD_MS: String(sandbox.control.clock.now() - Date.now()),
      },
    },
  );
  let seen = 0;
  child.stdout?.on('data', (lines: Buffer) => {
    seen += lines.toString().split('\n').length - 1;
    if (seen >= steps) child.kill('SIGKILL');
  });
  await once(child, 'exit');
}
