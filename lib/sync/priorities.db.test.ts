import { expect, it } from 'vitest';
import { onClock } from '@/bench/reading/on-clock';
import { twoWorkers } from '@/bench/reading/two-workers';

it('lets a person who opens records all the time wait for nothing while two workers read, and asks Jobber too much never', async () => {
  const shared = await onClock('small', (parts) => twoWorkers(parts, { limitMs: 120_000 }));
  expect(shared).toMatchObject({ throttled: 0, refused: 0 });
  expect(shared.opened).toBeGreaterThan(50);
  expect(shared.waitP99).toBeLessThanOrEqual(50);
  // The background takes what is left: the account's points are spent, not saved.
  expect(shared.points).toBeGreaterThan(0.9 * 500 * shared.seconds);
}, 240_000);
