import { expect, it } from 'vitest';
import { KeptValues } from './kept-values';

it('keeps a value for each key, and lets all go when one more comes than it may hold', () => {
  const kept = new KeptValues<string, number>(2);
  expect(kept.get('a')).toBeUndefined();
  expect(kept.keep('a', 1)).toBe(1);
  kept.keep('b', 2);
  kept.keep('b', 3);
  expect([kept.get('a'), kept.get('b')]).toEqual([1, 3]);
  kept.keep('c', 4);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([undefined, undefined, 4]);
});
