import { releaseTestServer } from '@/db/test-db';
import { type Figures, runScenario, type Scenario } from './harness';
import { explore } from './model';

const scenarios: Omit<Scenario, 'protocol' | 'limitMs'>[] = [
  { trouble: 'none', processes: 8, callers: 25, connections: 40, rotations: 300, strokes: 0 },
  { trouble: 'sigterm', processes: 6, callers: 25, connections: 40, rotations: 300, strokes: 100 },
  { trouble: 'sigkill', processes: 6, callers: 25, connections: 40, rotations: 300, strokes: 100 },
  {
    trouble: 'database sessions',
    processes: 6,
    callers: 25,
    connections: 40,
    rotations: 300,
    strokes: 60,
  },
  {
    trouble: 'destroyed answers',
    processes: 6,
    callers: 25,
    connections: 40,
    rotations: 300,
    strokes: 25,
  },
];

printModel();
const table: Record<string, Figures> = {};
for (const scenario of scenarios) {
  for (const protocol of ['ours', 'naive'] as const) {
    const name = `${scenario.trouble}, ${protocol}`;
    table[name] = await runScenario({ ...scenario, protocol, limitMs: 240_000 });
    process.stderr.write(`${name}: done\n`);
  }
}
console.table(table);
await releaseTestServer();

function printModel(): void {
  const budget = { crash: 1, timeout: 1, drop: 1, leaseExpiry: 1, reconnect: 1, notSent: 1 };
  const runs = [
    { protocol: 'naive', provider: 'strict', quiet: false, workers: 2, rounds: 1, budget: {} },
    { protocol: 'lease-fenced', provider: 'strict', quiet: false, workers: 2, rounds: 1, budget },
    { protocol: 'ours', provider: 'strict', quiet: false, workers: 2, rounds: 1, budget },
    { protocol: 'ours', provider: 'strict', quiet: true, workers: 2, rounds: 2, budget },
    { protocol: 'ours', provider: 'strict', quiet: true, workers: 3, rounds: 1, budget },
    { protocol: 'ours', provider: 'reuse-revokes', quiet: true, workers: 2, rounds: 2, budget },
    { protocol: 'ours', provider: 'leeway', quiet: true, workers: 2, rounds: 2, budget },
  ] as const;
  console.table(
    runs.map((run) => {
      const { states, violations } = explore(run);
      const { budget: _, ...bounds } = run;
      const violated = Object.values(violations).reduce((sum, n) => sum + n);
      return { ...bounds, states, violations: violated };
    }),
  );
}
