import { describe, expect, test } from 'vitest';
import {
  advisoryWindowMs,
  backoffMs,
  checkTiming,
  defaultTiming,
  unknownWaitMs,
  windows,
} from './timing';

describe('refresh timing', () => {
  test('the shipped timing holds the invariant', () => {
    expect(() => checkTiming(defaultTiming)).not.toThrow();
  });

  test.each([
    ['a socket that outlives the lease', { hardLimitMs: 40_000 }],
    ['a lease that outlives the quiet period', { leaseMs: 61_000, graceMs: 70_000 }],
    ['a shutdown shorter than the lease', { graceMs: 44_000 }],
  ])('%s is refused', (_, change) => {
    expect(() => checkTiming({ ...defaultTiming, ...change })).toThrow('Refresh timing');
  });

  test('windows are 30 s, 60 s and 10 min for an hour and shrink with the lifetime', () => {
    expect(windows(3_600_000)).toEqual({
      marginMs: 30_000,
      mandatoryMs: 60_000,
      advisoryMs: 600_000,
    });
    const short = windows(20_000);
    expect(short.marginMs).toBe(1_000);
    expect(short.mandatoryMs).toBe(2_000);
    expect(short.advisoryMs).toBeCloseTo(3_333, 0);
  });

  test('the advisory window differs by connection within 7 to 10 minutes and never for the same one', () => {
    for (const id of ['0000', '7fff', 'ffff']) {
      const windowMs = advisoryWindowMs(`${id}0000-0000`, 3_600_000);
      expect(windowMs).toBeGreaterThanOrEqual(420_000);
      expect(windowMs).toBeLessThanOrEqual(600_000);
      expect(windowMs).toBe(advisoryWindowMs(`${id}0000-0000`, 3_600_000));
    }
  });

  test('backoff stays between 1 s and 60 s, whatever the dice', () => {
    for (let failures = 0; failures < 40; failures += 1) {
      expect(backoffMs(failures, () => 0)).toBe(1_000);
      expect(backoffMs(failures, () => 1)).toBeLessThanOrEqual(60_000);
    }
    expect([1, 2, 3, 4, 9].map(unknownWaitMs)).toEqual([
      60_000, 120_000, 300_000, 900_000, 900_000,
    ]);
  });
});
