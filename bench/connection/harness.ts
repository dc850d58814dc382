import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@/db/open';
import { testDatabase } from '@/db/test-db';
import { type DatabaseProxy, startDatabaseProxy } from '@/lib/vault/database-proxy';
import { type ScriptedJobber, startScriptedJobber } from '@/lib/vault/scripted-jobber';
import { createCrew } from './crew';
import { accessTtlSeconds, answerMs, clockSpeed } from './settings';
import { openStore, type Store } from './store';

export type Trouble =
  | 'none'
  | 'sigterm'
  | 'sigkill'
  | 'database sessions'
  | 'database away'
  | 'destroyed answers';

export type Scenario = {
  protocol: 'ours' | 'naive';
  trouble: Trouble;
  processes: number;
  callers: number;
  connections: number;
  /** Ends after this many rotations … */
  rotations: number;
  /** … and this many strokes of the trouble, */
  strokes: number;
  /** or at the latest after this time. */
  limitMs: number;
};

export type Figures = {
  calls: number;
  posts: number;
  rotations: number;
  replays: number;
  strokes: number;
  reconnects: number;
  /** Ended connections whose stored token was good. */
  falseReconnects: number;
  /** Ended connections that were not called lost. */
  mislabelled: number;
  /** Ended connections although Jobber's answer went out whole and no process died soon after. */
  unexplained: number;
  /** Connections called active at the end whose stored token is dead. */
  mismatches: number;
  seconds: number;
};

/** Forks workers over one database and one Jobber, makes trouble, lets a patient user reconnect, and counts. */
export async function runScenario(scenario: Scenario): Promise<Figures> {
  const database = await testDatabase();
  const admin = openDatabase(database.url, { max: 3, statementTimeoutMs: 10_000 });
  const jobber = await startScriptedJobber({ rotation: 'strict', accessTtlSeconds, answerMs });
  const store = await openStore(scenario.protocol, admin.db, jobber);
  const connectionIds: string[] = [];
  for (let n = 0; n < scenario.connections; n += 1) connectionIds.push(await store.signIn());
  const { protocol, callers } = scenario;
  const proxy = await startDatabaseProxy(database.url);
  const isAway = scenario.trouble === 'database away';
  const databaseUrl = new URL(isAway ? proxy.url : database.url);
  databaseUrl.searchParams.set('application_name', workerName);
  const crew = createCrew({
    databaseUrl: databaseUrl.href,
    apiUrl: jobber.apiUrl,
    protocol,
    connectionIds,
    callers,
    // A limit that a busy machine reaches would destroy answers on its own beside the kills that are counted.
    pace: scenario.trouble === 'destroyed answers' ? 'brisk' : 'patient',
  });
  const seen = {
    strokes: 0,
    reconnects: 0,
    falseReconnects: 0,
    mislabelled: 0,
    unexplained: 0,
    deaths: [],
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: scenario.processes }, () => crew.hire()));
  const isOver = () =>
    (count(jobber, 'rotated') >= scenario.rotations && seen.strokes >= scenario.strokes) ||
    performance.now() - startedAt > scenario.limitMs;
  await Promise.all([
    runClock(database.shiftClock, isOver),
    reconnectEnded(store, jobber, seen, isOver),
    makeTrouble(scenario, {
      crew,
      jobber,
      proxy,
      shift: database.shiftClock,
      pool: admin.pool,
      seen,
      isOver,
    }),
  ]);
  await crew.dismiss();
  await countEnded(store, jobber, seen);
  const { deaths: _, ...counted } = seen;
  const current = await store.current();
  await admin.pool.end();
  await proxy.close();
  await jobber.close();
  await database.close();
  return {
    ...counted,
    calls: crew.counts.calls,
    posts: jobber.posts.length,
    rotations: count(jobber, 'rotated'),
    replays: count(jobber, 'replay'),
    mismatches: current.filter((refreshToken) => !jobber.isAlive(refreshToken)).length,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
}

const workerName = 'bench_worker';

type Seen = Pick<
  Figures,
  'strokes' | 'reconnects' | 'falseReconnects' | 'mislabelled' | 'unexplained'
> & {
  /** When a process was killed, on the clock of `performance`. */
  deaths: number[];
};
type Crew = ReturnType<typeof createCrew>;

async function runClock(
  shift: (ms: number) => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await sleep(250);
    await shift(250 * (clockSpeed - 1));
  }
}

/** The user: sees a connection that ended, waits a moment, signs in again. */
async function reconnectEnded(
  store: Store,
  jobber: ScriptedJobber,
  seen: Seen,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await sleep(500);
    for (const id of await countEnded(store, jobber, seen)) await store.signIn(id);
  }
}

async function countEnded(store: Store, jobber: ScriptedJobber, seen: Seen): Promise<string[]> {
  const ended = await store.ended().catch(() => []);
  for (const { reason, refreshToken } of ended) {
    seen.reconnects += 1;
    if (jobber.isAlive(refreshToken)) seen.falseReconnects += 1;
    if (reason !== 'rotation_lost') seen.mislabelled += 1;
    if (!isExplained(jobber, seen, refreshToken)) seen.unexplained += 1;
  }
  return ended.map(({ id }) => id);
}

/** How long an answer may lie in the hands of a process that gets little of the machine before it is stored. */
const inHandMs = 2_000;

/** A lost token is one whose answer never went out whole, or whose process was killed while it asked or held the answer. */
function isExplained(jobber: ScriptedJobber, { deaths }: Seen, refreshToken: string): boolean {
  const spent = jobber.posts.find(
    (post) => post.refreshToken === refreshToken && post.result === 'rotated',
  );
  if (!spent) return false;
  const { taken = 0, answered = 'lost' } = spent;
  return answered === 'lost' || deaths.some((at) => at >= taken && at <= answered + inHandMs);
}

async function makeTrouble(
  { trouble, strokes }: Scenario,
  parts: {
    crew: Crew;
    jobber: ScriptedJobber;
    proxy: DatabaseProxy;
    shift: (ms: number) => Promise<void>;
    pool: { query: (text: string) => Promise<unknown> };
    seen: Seen;
    isOver: () => boolean;
  },
): Promise<void> {
  const { crew, jobber, proxy, shift, pool, seen, isOver } = parts;
  while (!isOver() && trouble !== 'none') {
    if (seen.strokes >= strokes) {
      await sleep(50);
      continue;
    }
    switch (trouble) {
      case 'sigterm':
      case 'sigkill':
        // Slow answers, so that a restart is likely to meet an open request.
        for (let n = 0; n < 4; n += 1) jobber.faults.push({ kind: 'hold', until: sleep(150) });
        await sleep(100);
        if (trouble === 'sigkill') seen.deaths.push(performance.now());
        if (await crew.replaceOne(trouble === 'sigterm' ? 'SIGTERM' : 'SIGKILL')) seen.strokes += 1;
        break;
      case 'database sessions':
        await sleep(300);
        await pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = '${workerName}'`,
        );
        seen.strokes += 1;
        break;
      case 'database away':
        await takeDatabaseAway(jobber, proxy, shift);
        seen.strokes += 1;
        break;
      case 'destroyed answers':
        await sleep(100);
        if (jobber.faults.length > 0) break;
        jobber.faults.push({ kind: 'drop_answer' });
        seen.strokes += 1;
        break;
    }
  }
}

/** Exactly between Jobber's answer and its commit the database goes, for a minute of its clock. */
async function takeDatabaseAway(
  jobber: ScriptedJobber,
  proxy: DatabaseProxy,
  shift: (ms: number) => Promise<void>,
): Promise<void> {
  let answer: (value?: unknown) => void = () => undefined;
  const until = new Promise((resolve) => {
    answer = resolve;
  });
  jobber.faults.push({ kind: 'hold', until });
  while (jobber.faults.length > 0) await sleep(20);
  proxy.goDown();
  answer();
  await sleep(200);
  await shift(60_000);
  proxy.comeBack();
  await sleep(500);
}

function count(jobber: ScriptedJobber, result: string): number {
  return jobber.posts.filter((post) => post.result === result).length;
}
