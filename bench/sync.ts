import { releaseTestServer } from '@/db/test-db';
import type { WorldSize } from '@/lib/sandbox/world/world';
import { runSlice } from '@/lib/sync/slice';
import { evenWorld } from './even-world';
import {
  connector,
  listText,
  nested,
  type Overflow,
  onePerJob,
  overflowText,
  type ReaderPlan,
  typical,
} from './reader-plans';
import { onClock } from './reading/on-clock';
import { everyRequest, pointsOf, type SandboxAccount, sandboxAccount } from './sandbox-account';
import type { VirtualTime } from './virtual-time';

/*
 * The first read of clients, jobs, visits and invoices: ours against plans of others, each alone on the same sandbox at
 * its default latency, on a clock that jumps while everybody waits. `bench:sync small|medium|large`, or `even` for ten
 * thousand of each, and if only some of the others are to run, their names.
 */
const [size = 'small', ...names] = process.argv.slice(2) as [(WorldSize | 'even')?, ...string[]];
const world = size === 'even' ? (now: number) => evenWorld(10_000, now) : size;
const others = [typical, connector, nested, onePerJob].filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
/** How many times as long as ours each of them must take at least. */
const slowerThan = new Map([
  [typical, 2.5],
  [connector, 10],
  [nested, 5],
  [onePerJob, 100],
]);

type Line = { plan: string; seconds: number; points: number; requests: number; throttled: number };

const lines: Line[] = [];
lines.push(await alone('ours, lean', ours));
for (const plan of others)
  lines.push(await alone(plan.name, (account, time) => follow(plan, account, time)));
const [first] = lines;
const table = lines.map(({ plan, seconds, points, requests, throttled }) => {
  const least = Math.max(1, (points - 10_000) / 500);
  const slower = (seconds / (first?.seconds ?? seconds)).toFixed(1);
  const cells = [seconds.toFixed(0), least.toFixed(0), (seconds / least).toFixed(3)];
  return `| ${[plan, ...cells, points, requests, throttled, `${slower}×`].join(' | ')} |`;
});
console.log('| plan | T s | T* s | T/T* | points | requests | THROTTLED | against ours |');
console.log('|---|---|---|---|---|---|---|---|');
console.log(table.join('\n'));
console.log(JSON.stringify({ bench: 'sync', size, lines }));
await releaseTestServer();
const [own, ...theirs] = lines;
const isSlow = (line: Line | undefined, least: number) =>
  own !== undefined && line !== undefined && line.seconds >= least * own.seconds;
const held = [
  own !== undefined && own.seconds <= 1.05 * Math.max(1, (own.points - 10_000) / 500),
  own?.throttled === 0,
  ...others.map((plan, at) => isSlow(theirs[at], slowerThan.get(plan) ?? 0)),
];
if (held.includes(false)) process.exitCode = 1;

async function alone(
  plan: string,
  read: (account: SandboxAccount, time: VirtualTime) => Promise<void>,
): Promise<Line> {
  return onClock(world, async ({ database, sandbox, time }) => {
    const account = await sandboxAccount(database, sandbox, 0, time);
    const kinds = ['client', 'job', 'visit', 'invoice'];
    await database.pool.query(
      `create function only_these() returns trigger language plpgsql as $$ begin
         if not new.entity = any('{${kinds.join(',')}}') or new.stage not in ('newest', 'recent', 'history') then new.next_due_at := null; end if;
         return new; end $$;
       create trigger only_these before insert or update on sync_streams for each row execute function only_these()`,
    );
    const seen = everyRequest(sandbox);
    const [begin, cpu] = [time.now(), process.cpuUsage()];
    await read(account, time);
    const seconds = (time.now() - begin) / 1000;
    const { user } = process.cpuUsage(cpu);
    console.error(`${plan}: ${seconds.toFixed(0)} s, ${(user / 1e6).toFixed(0)} s of CPU`);
    return {
      plan,
      seconds,
      points: pointsOf(seen),
      requests: seen.length,
      throttled: seen.filter(({ throttled }) => throttled).length,
    };
  });
}

async function ours(account: SandboxAccount, time: VirtualTime): Promise<void> {
  const { accountId, client, now, database } = account;
  for (;;) {
    const { state, nextAt } = await runSlice(accountId, { db: database, client, now });
    if (!nextAt) return;
    if (state !== 'busy') await time.sleep(Math.max(50, nextAt.getTime() - time.now()));
  }
}

/** One page after the other, blind to the budget: a THROTTLED answer waits by guess and goes again. */
async function follow(plan: ReaderPlan, account: SandboxAccount, time: VirtualTime): Promise<void> {
  const ask: Ask = async (query, variables) => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await account.raw(time.fetch, query, variables);
      if (answer.data) return answer.data;
      await time.sleep(plan.backoffMs(attempt));
    }
  };
  const jobs: string[] = [];
  for (const list of plan.lists) {
    let after: string | null = null;
    do {
      const data: Record<string, Rows> = await ask(listText(list), { first: list.first, after });
      const rows: Rows | undefined = data[list.many];
      if (list.many === 'jobs') jobs.push(...(rows?.nodes ?? []).map(({ id }) => id));
      if (plan.overflow)
        await readOn(plan.overflow, ask, list.many.slice(0, -1), rows?.nodes ?? []);
      after = rows?.pageInfo.hasNextPage ? rows.pageInfo.endCursor : null;
    } while (after);
  }
  const { perJob } = plan;
  if (!perJob) return;
  for (const [index, id] of jobs.entries()) {
    await time.sleep(perJob.beforeMs + (index > 0 ? perJob.betweenMs : 0));
    await ask(`query One($id: EncodedId!) { job(id: $id) { ${perJob.row} } }`, { id });
    if ((index + 1) % perJob.batch === 0) await time.sleep(perJob.batchMs);
  }
}

/** The rest of nested lists that did not fit on the page of their parent, and of what is nested in those. */
async function readOn(overflow: Overflow, ask: Ask, parent: string, nodes: Node[]): Promise<void> {
  for (const { field, row } of overflow.lists.filter((list) => list.parent === parent)) {
    for (const node of nodes) {
      let page = node[field] as Rows | undefined;
      const children = [...(page?.nodes ?? [])];
      while (page?.pageInfo.hasNextPage) {
        const first = Math.min(overflow.first, field === 'jobs' ? 10 : overflow.first);
        const data: Record<string, Record<string, Rows> | undefined> = await ask(
          overflowText(parent, { field, row }),
          { id: node.id, first, after: page.pageInfo.endCursor },
        );
        page = data[parent]?.[field];
        children.push(...(page?.nodes ?? []));
      }
      await readOn(overflow, ask, field.slice(0, -1), children);
    }
  }
}

type Ask = (query: string, variables: Record<string, unknown>) => Promise<Record<string, never>>;
type Node = { id: string; [field: string]: unknown };
type Rows = {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};
