import type { Database } from '@/db/open';
import { accounts } from '@/db/schema/accounts';
import type { TestDatabase } from '@/db/test-db';
import { type Admission, createJobberClient, type JobberClient } from '@/lib/jobber/client';
import type { Sandbox } from '@/lib/sandbox/sandbox';
import type { SeenRequest } from '@/lib/sandbox/seen-requests';
import { budgetAdmission } from '@/lib/sync/budget';
import { runSlice, type SliceResult } from '@/lib/sync/slice';
import type { VirtualTime } from './virtual-time';

/**
 * One account of a sandbox as the sync sees it, on a clock that jumps instead of waiting. For tests and benches.
 * @public
 */
export type SandboxAccount = {
  accountId: number;
  jobberAccountId: string;
  client: JobberClient;
  /** Another client of the same account, let through by an admission of its own. */
  clientOf: (admission: Admission) => JobberClient;
  database: Database;
  /** One request of somebody else, past our client and its budget. */
  raw: (send: typeof fetch, query: string, variables: object) => Promise<RawAnswer>;
  now: () => Date;
  /** Moves the sandbox's clock and the database's. */
  pass: (ms: number) => Promise<void>;
  /** Runs slices, letting time pass between them, until nothing is due before `now + withinMs`. */
  settle: (withinMs?: number) => Promise<SliceResult>;
};

/**
 * Connects account number `index` of the sandbox's world by a token of its control door. With a virtual time waiting
 * is shared by everybody on it; without one, whoever waits moves the clock alone.
 * @public
 */
export async function sandboxAccount(
  database: TestDatabase,
  sandbox: Sandbox,
  index = 0,
  time?: VirtualTime,
): Promise<SandboxAccount> {
  const { world, clock } = sandbox.control;
  const store = [...world.accounts.values()][index];
  if (!store) throw new Error(`the world has no account ${index}`);
  const jobberAccountId = store.account.id;
  const [row] = await database.db
    .insert(accounts)
    .values({ jobberAccountId, slug: store.account.slug, name: store.account.name })
    .returning({ id: accounts.id });
  if (!row) throw new Error('no account was made');
  const accountId = row.id;
  const pass =
    time?.sleep ??
    (async (ms: number) => {
      clock.advance(ms);
      await database.shiftClock(ms);
    });
  const bearer = await token(sandbox, jobberAccountId);
  const clientOf = (admission: Admission) =>
    createJobberClient({
      apiUrl: sandbox.url,
      apiVersion: '2026-05-12',
      ...(time ? { fetch: time.fetch } : {}),
      token: async () => ({ token: bearer, version: 1 }),
      onRejected: async () => undefined,
      clock: { now: () => clock.now(), sleep: pass },
      admission,
    });
  const client = clientOf(budgetAdmission(database.db, accountId, { sleep: pass }));
  const now = () => new Date(clock.now());
  const settle = async (withinMs = 0) => {
    const total: SliceResult = { requests: 0, rows: 0, state: 'idle', nextAt: null };
    const end = now().getTime() + withinMs;
    for (let turn = 0; turn < 20_000; turn += 1) {
      const result = await runSlice(accountId, { db: database.db, client, now });
      total.requests += result.requests;
      total.rows += result.rows;
      total.nextAt = result.nextAt;
      const isResting = result.state === 'idle' && (result.nextAt?.getTime() ?? Infinity) > end;
      // A stream that waits to be tried again rests too: that is no end.
      if (isResting && !(await hasUnfinished(database, accountId))) return total;
      if (!result.nextAt) throw new Error('nothing is planned, yet not everything was read');
      const waitMs = result.nextAt.getTime() - now().getTime();
      if (waitMs > 0) await pass(waitMs);
    }
    throw new Error('the sync does not come to rest');
  };
  const raw: SandboxAccount['raw'] = async (send, query, variables) => {
    const answer = await send(`${sandbox.url}/api/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'x-jobber-graphql-version': '2026-05-12',
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as RawAnswer;
  };
  const { db } = database;
  return { accountId, jobberAccountId, client, clientOf, database: db, raw, now, pass, settle };
}

/**
 * Every request from now on, also beyond the many that the sandbox keeps.
 * @public
 */
export function everyRequest({ control }: Sandbox): SeenRequest[] {
  const { seen } = control;
  const all: SeenRequest[] = [];
  const add = seen.add.bind(seen);
  seen.add = (request) => {
    all.push(request);
    add(request);
  };
  return all;
}

/**
 * The points that Jobber took for these requests.
 * @public
 */
export function pointsOf(requests: readonly SeenRequest[]): number {
  return requests.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0);
}

// Whoever asks past the client reads the answer as it likes.
type RawAnswer = { data?: Record<string, never> | null };

async function hasUnfinished(database: TestDatabase, accountId: number): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `select from sync_streams where account_id = $1 and (state = 'failed' or (finished_at is null
       and state <> 'not_permitted' and stage in ('newest', 'recent', 'assignees', 'history', 'details'))) limit 1`,
    [accountId],
  );
  return rowCount !== 0;
}

async function token(sandbox: Sandbox, account: string): Promise<string> {
  const response = await fetch(`${sandbox.url}/__control/token`, {
    method: 'POST',
    body: JSON.stringify({ account }),
  });
  const answer = (await response.json()) as { access_token: string };
  return answer.access_token;
}
