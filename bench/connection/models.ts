import { explore, type ModelRun } from './model';

const budget = { crash: 1, timeout: 1, drop: 1, leaseExpiry: 1, reconnect: 1, notSent: 1 };

type Bounds = Omit<ModelRun, 'budget'> & { budget?: ModelRun['budget']; mustHold: boolean };

/** The variants that must break show that the checker can find something; ours must hold in every interleaving. */
const runs: Bounds[] = [
  {
    protocol: 'naive',
    provider: 'strict',
    quiet: false,
    workers: 2,
    rounds: 1,
    budget: {},
    mustHold: false,
  },
  {
    protocol: 'lease-fenced',
    provider: 'strict',
    quiet: false,
    workers: 2,
    rounds: 1,
    mustHold: false,
  },
  {
    protocol: 'ours',
    provider: 'reuse-revokes',
    quiet: false,
    workers: 2,
    rounds: 1,
    mustHold: false,
  },
  { protocol: 'ours', provider: 'strict', quiet: false, workers: 2, rounds: 1, mustHold: true },
  { protocol: 'ours', provider: 'strict', quiet: true, workers: 2, rounds: 2, mustHold: true },
  {
    protocol: 'ours',
    provider: 'reuse-revokes',
    quiet: true,
    workers: 2,
    rounds: 2,
    mustHold: true,
  },
  { protocol: 'ours', provider: 'leeway', quiet: true, workers: 2, rounds: 2, mustHold: true },
  { protocol: 'ours', provider: 'strict', quiet: true, workers: 3, rounds: 1, mustHold: true },
  {
    protocol: 'ours',
    provider: 'reuse-revokes',
    quiet: true,
    workers: 3,
    rounds: 1,
    mustHold: true,
  },
  {
    protocol: 'ours',
    provider: 'strict',
    quiet: false,
    workers: 3,
    rounds: 1,
    budget: { ...budget, leaseExpiry: 2 },
    mustHold: true,
  },
];

const table = runs.map(({ mustHold, ...run }) => {
  const startedAt = performance.now();
  const { states, violations } = explore({ budget, ...run });
  const violated = Object.values(violations).reduce((sum, count) => sum + count);
  const { budget: _, ...bounds } = run;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`${bounds.protocol}, ${bounds.workers} workers: done\n`);
  return {
    ...bounds,
    states,
    violations: violated,
    seconds,
    asExpected: mustHold === (violated === 0),
  };
});
console.table(table);
process.exitCode = table.every(({ asExpected }) => asExpected) ? 0 : 1;
