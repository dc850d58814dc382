import { sql } from 'drizzle-orm';
import type { TestDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import type { JobberClient } from '@/lib/jobber/client';
import { topicOf, webhookBody, webhookSignature } from '@/lib/sandbox/webhooks';
import type { Change } from '@/lib/sandbox/world/account-store';
import { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import { receiveWebhook } from '@/lib/sync/receive-webhook';
import { watch } from '@/lib/sync/watch';
import { sandboxAccount } from '../sandbox-account';
import { timed } from '../timing';
import { jobberView } from './jobber-view';
import type { OnClock } from './on-clock';
import { type Points, parts, pointsByPart, sweepRate } from './points-by-part';
import { type Net, nets, WaitingChanges } from './waiting-changes';
import { workerPool } from './worker-pool';

/** @public */
export type Case = {
  hasWebhooks: boolean;
  isViewed: boolean;
  hours: number;
  editsPerHour: number;
};

/**
 * Seconds from changes at Jobber until the read model said the same, by the net that catches them; `never`: not shown
 * ten minutes after the last edit, and as late as can be in the quantiles.
 * @public
 */
export type Waits = { net: Net; changes: number; p50: number; p99: number; never: number };

/**
 * What a case came to. Shares are of the points that Jobber restores.
 * @public
 */
export type Fresh = { edits: number; waits: Waits[]; shares: Points };

const minute = 60_000;
const restoredPerSecond = 500;
/** Webhooks come after 2 s in the middle, log-normal: one in twenty after more than 10 s, one in a hundred after more than 20 s. */
const webhookMs = 2_000;
/** One webhook in so many never comes. */
const lostOf = 200;
/** An open screen asks how fresh it is this often, which counts as a look. */
const lookMs = 20_000;

/**
 * Reads the first account of the sandbox, then keeps it fresh by the worker's own rules for some hours of virtual time,
 * while it is edited at Jobber.
 * @public
 */
export async function freshness(on: OnClock, asked: Case): Promise<Fresh> {
  const { database, sandbox, time } = on;
  const account = await sandboxAccount(database, sandbox, 0, time);
  const { accountId, jobberAccountId, client } = account;
  await account.settle();
  const store = sandbox.control.world.accounts.get(jobberAccountId);
  if (!store) throw new Error('no such account');
  const rng = new Prng(`fresh ${jobberAccountId}`);
  const view = jobberView(sandbox, jobberAccountId);
  const waiting = new WaitingChanges(database, accountId, store, view);
  const look = () => waiting.look(time.now());
  const pool = workerPool(time, { after: look });
  const reader = { ...account, client: tellingClient(client, look) };
  store.onChange((change) => {
    waiting.add(change);
    if (asked.hasWebhooks && !rng.chance(1 / lostOf))
      void time.sleep(webhookMs * Math.exp(normal(rng))).then(async () => {
        await deliver(database, change);
        pool.hurry(reader, 1_000);
      });
  });
  const before = await pointsByPart(database);
  const begin = time.now();
  const end = begin + asked.hours * 60 * minute;
  pool.hurry(reader, 0);
  const scope = asked.isViewed ? await scopeOf(database, accountId) : null;
  const viewing =
    scope && keepLooking(scope, on, end + 10 * minute, () => pool.hurry(reader, 10_000));
  let edits = 0;
  while (time.now() < end) {
    await time.sleep(Math.ceil((-Math.log(1 - rng.float()) * 60 * minute) / asked.editsPerHour));
    sandbox.control.catchUp();
    randomEdits(
      { ...sandbox.control.world, accounts: new Map([[jobberAccountId, store]]) },
      rng,
      1,
    );
    edits += 1;
  }
  await time.sleep(10 * minute);
  await viewing;
  await pool.stop();
  await look();
  const spent = await pointsByPart(database);
  const seconds = (time.now() - begin) / 1000;
  const waits = nets.map((net) => summedUp(net, waiting));
  const swept = await sweepRate(database, account);
  const shares = Object.fromEntries(
    parts.map((part) => [part, (spent[part] - before[part]) / seconds / restoredPerSecond]),
  ) as Points;
  return { edits, waits, shares: { ...shares, sweeps: swept / restoredPerSecond } };
}

function summedUp(net: Net, waiting: WaitingChanges): Waits {
  const never = waiting.left(net);
  const all = [...waiting.seenAfterMs[net], ...Array.from({ length: never }, () => Infinity)];
  const { p50, p99 } = timed(net, all);
  return { net, changes: all.length, p50: p50 / 1000, p99: p99 / 1000, never };
}

/** The same client, which tells before each request: what was read before is written by then. */
function tellingClient(client: JobberClient, tell: () => Promise<void>): JobberClient {
  const query: JobberClient['query'] = async (...input) => {
    await tell();
    return client.query(...input);
  };
  return { ...client, query };
}

async function keepLooking(
  scope: AccountScope,
  { database, time }: OnClock,
  until: number,
  onFirst: () => void,
): Promise<void> {
  await watch(scope, database.db);
  onFirst();
  while (time.now() < until) {
    await time.sleep(lookMs);
    await watch(scope, database.db);
  }
}

async function scopeOf({ db }: TestDatabase, accountId: number): Promise<AccountScope> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with p as (insert into people (name) values ('Ann') returning id),
      m as (insert into memberships (account_id, person_id, role) select ${accountId}, id, 'owner' from p)
    select id from p`);
  return requireAccounts({ personId: rows[0]?.id ?? '' }, undefined, db);
}

async function deliver(database: TestDatabase, change: Change): Promise<void> {
  const topic = topicOf(change);
  if (!topic) return;
  const occurredAt = new Date(change.at).toISOString();
  const event = { topic, accountId: change.accountId, itemId: change.id, occurredAt };
  const body = webhookBody(event, 'sandbox-client');
  const { status } = await receiveWebhook(
    Buffer.from(body),
    webhookSignature(body, 'sandbox-secret'),
    { secrets: ['sandbox-secret'], db: database.db },
  );
  if (status !== 200) throw new Error(`a webhook was answered ${status}`);
}

/** Normally distributed around 0 with a deviation of 1. */
function normal(rng: Prng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
}
