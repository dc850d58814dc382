import { expect, it } from 'vitest';
import { createClock } from './clock';

it('loses nothing over thousands of steps that are no whole milliseconds', () => {
  const clock = createClock(1_000, 0);
  for (let step = 0; step < 5_000; step += 1) clock.advance(0.4);
  expect(clock.now()).toBeGreaterThanOrEqual(2_999);
  expect(clock.now()).toBeLessThanOrEqual(3_000);
});
