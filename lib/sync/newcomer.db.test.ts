import { expect, it } from 'vitest';
import { newcomers } from '@/bench/reading/newcomer';

it('begins to read a new account within three seconds although one that is read whole holds the only worker', async () => {
  const { startS, screensS } = await newcomers('small', { reading: 1, slots: 1 });
  expect(startS).toBeLessThanOrEqual(3);
  expect(screensS).toBeLessThanOrEqual(8);
}, 120_000);
