import pg from 'pg';
import type { TestDatabase } from '@/db/test-db';
import type { Sandbox } from '@/lib/sandbox/sandbox';

/**
 * A clock for the sandbox, the database and every reader in this process that stands still while anybody works and jumps
 * to the next wake-up as soon as all of them only wait: no query and no request is under way except those that sleep here.
 * @public
 */
export type VirtualTime = {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Like `fetch`, counted as work under way. */
  fetch: typeof fetch;
  close: () => void;
};

type Sleeper = { at: number; wake: () => void };

/**
 * Takes over the clocks of the sandbox and the database. What computing takes does not count, so that a busy machine
 * changes no figure.
 * @public
 */
export async function virtualTime(database: TestDatabase, sandbox: Sandbox): Promise<VirtualTime> {
  const { clock } = sandbox.control;
  clock.setSpeed(0);
  await standStill(database, clock.now());
  const sleepers: Sleeper[] = [];
  let underWay = 0;
  let isOpen = true;
  const sleep = (ms: number) =>
    ms <= 0
      ? Promise.resolve()
      : new Promise<void>((wake) => {
          sleepers.push({ at: clock.now() + ms, wake });
        });
  // The sandbox thinks inside a request: that request is not under way meanwhile.
  clock.sleep = async (ms) => {
    underWay -= 1;
    await sleep(ms);
    underWay += 1;
  };
  const stopCounting = countQueries((change) => {
    underWay += change;
  });
  const step = async () => {
    let quietTurns = 0;
    while (isOpen) {
      await new Promise((resolve) => setImmediate(resolve));
      quietTurns = underWay === 0 ? quietTurns + 1 : 0;
      if (quietTurns < 3 || sleepers.length === 0) {
        if (underWay > 0 || sleepers.length === 0)
          await new Promise((resolve) => setTimeout(resolve, 1));
        continue;
      }
      const next = Math.min(...sleepers.map(({ at }) => at));
      const ms = next - clock.now();
      if (ms > 0) {
        clock.advance(ms);
        await database.shiftClock(ms);
      }
      quietTurns = 0;
      const due = sleepers.filter(({ at }) => at <= next);
      for (const sleeper of due) {
        sleepers.splice(sleepers.indexOf(sleeper), 1);
        sleeper.wake();
      }
    }
  };
  void step();
  return {
    now: () => clock.now(),
    sleep,
    fetch: async (...input) => {
      underWay += 1;
      try {
        const response = await fetch(...input);
        const body = await response.text();
        const { status, headers } = response;
        return new Response(body, { status, headers });
      } finally {
        underWay -= 1;
      }
    },
    close: () => {
      isOpen = false;
      stopCounting();
      for (const { wake } of sleepers) wake();
    },
  };
}

/** From now on `app_now()` of this database moves by `shiftClock` alone. */
async function standStill({ pool }: TestDatabase, now: number): Promise<void> {
  await pool.query(`
    update app_clock set shift = interval '0';
    create or replace function app_now() returns timestamptz language sql stable
    return timestamptz '${new Date(now).toISOString()}' + (select shift from app_clock)`);
}

type Call = (...input: unknown[]) => unknown;

/** Tells of every query and connection of this process as it starts and ends. */
function countQueries(tell: (change: 1 | -1) => void): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Call; connect: Call };
  const { query, connect } = prototype;
  prototype.query = counted(query, tell);
  prototype.connect = counted(connect, tell);
  return () => Object.assign(prototype, { query, connect });
}

/** The same call, told of whichever way its answer is taken. */
function counted(original: Call, tell: (change: 1 | -1) => void): Call {
  return function call(this: unknown, ...input: unknown[]) {
    const last = input.at(-1);
    tell(1);
    let isOver = false;
    const end = () => {
      if (!isOver) tell(-1);
      isOver = true;
    };
    if (typeof last === 'function') {
      const callback = (...answer: unknown[]) => {
        end();
        last(...answer);
      };
      return original.apply(this, [...input.slice(0, -1), callback]);
    }
    const answer = original.apply(this, input);
    if (answer instanceof Promise) void answer.then(end, end);
    else end();
    return answer;
  };
}
