import { describe, expect, test } from 'vitest';
import { explore, type ModelRun, type Violation } from './model';

const everything: ModelRun['budget'] = {
  crash: 1,
  timeout: 1,
  drop: 1,
  leaseExpiry: 1,
  reconnect: 1,
  notSent: 1,
};
const run = (change: Partial<ModelRun>): ModelRun => ({
  protocol: 'ours',
  provider: 'strict',
  quiet: true,
  workers: 2,
  rounds: 1,
  budget: everything,
  ...change,
});

function violated(change: Partial<ModelRun>): Violation[] {
  const { violations } = explore(run(change));
  return (Object.keys(violations) as Violation[]).filter((name) => violations[name] > 0);
}

describe('the refresh protocol, in every interleaving', { timeout: 60_000 }, () => {
  test('two workers, two rounds, a Jobber as documented: nothing is violated and no transition is dead', () => {
    const { violations, taken, states } = explore(run({ rounds: 2 }));
    expect(Object.values(violations)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(states).toBeGreaterThan(100_000);
    expect(Object.keys(taken).sort()).toEqual(
      'accessToken claim commit crash deliver drop handOut keepTokens leaseExpiry notSent process rejected send timeout unknown'.split(
        ' ',
      ),
    );
  });

  test('a lease that may end at any moment harms nothing while Jobber is as documented', () => {
    expect(violated({ quiet: false })).toEqual([]);
    expect(violated({ quiet: false, budget: { ...everything, leaseExpiry: 2, crash: 0 } })).toEqual(
      [],
    );
  });

  test.each(['reuse-revokes', 'leeway'] as const)(
    'the quiet period protects against a Jobber that is %s, and its absence does not',
    (provider) => {
      expect(violated({ provider })).toEqual([]);
      expect(violated({ provider, quiet: false })).toContain(
        'loss without a crash or a lost message',
      );
    },
  );

  test('check-then-refresh replays and asks for needless reconnects without any fault at all', () => {
    expect(violated({ protocol: 'naive', quiet: false, budget: {} })).toEqual([
      'replay without a fault',
      'reconnect although the stored token is good',
    ]);
  });

  test('a write fenced by the lease instead of the version throws away good tokens', () => {
    expect(violated({ protocol: 'lease-fenced', quiet: false })).toContain(
      'received token discarded',
    );
  });
});
