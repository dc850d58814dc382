import { describe, expect, test } from 'vitest';
import { runScenario, type Scenario } from './harness';

const small = { processes: 3, callers: 25, connections: 20, limitMs: 60_000 };
const run = (change: Partial<Scenario>) =>
  runScenario({
    ...small,
    protocol: 'ours',
    trouble: 'none',
    rotations: 30,
    strokes: 0,
    ...change,
  });

describe('real processes over one Postgres', { timeout: 150_000 }, () => {
  test('without faults every version is sent once; the usual pattern loses connections', async () => {
    const ours = await run({ processes: 8, rotations: 60 });
    expect(ours.rotations).toBeGreaterThanOrEqual(60);
    expect(ours).toMatchObject({ posts: ours.rotations, replays: 0, reconnects: 0, mismatches: 0 });
    const naive = await run({ protocol: 'naive', rotations: 20 });
    expect(naive.replays).toBeGreaterThan(0);
    expect(naive.reconnects).toBeGreaterThan(0);
  });

  test('SIGTERM with slow answers loses nothing', async () => {
    const figures = await run({ trouble: 'sigterm', strokes: 5 });
    expect(figures.strokes).toBe(5);
    expect(figures).toMatchObject({ replays: 0, reconnects: 0, mismatches: 0 });
  });

  test('killed database sessions lose nothing', async () => {
    const figures = await run({ trouble: 'database sessions', strokes: 10 });
    expect(figures.strokes).toBe(10);
    expect(figures).toMatchObject({ replays: 0, reconnects: 0, mismatches: 0 });
  });

  test('a database that goes exactly after the answer, and comes back a minute later, loses nothing', async () => {
    const figures = await run({ trouble: 'database away', rotations: 10, strokes: 2 });
    expect(figures.strokes).toBe(2);
    expect(figures).toMatchObject({ replays: 0, reconnects: 0, mismatches: 0 });
  });

  test('SIGKILL and destroyed answers lose only what they hit, and every loss is called one', async () => {
    for (const trouble of ['sigkill', 'destroyed answers'] as const) {
      const figures = await run({ trouble, strokes: 5 });
      expect(figures.strokes).toBe(5);
      expect(figures).toMatchObject({
        falseReconnects: 0,
        mislabelled: 0,
        unexplained: 0,
        mismatches: 0,
      });
      if (trouble === 'destroyed answers') expect(figures.reconnects).toBeLessThanOrEqual(5);
    }
  });
});
