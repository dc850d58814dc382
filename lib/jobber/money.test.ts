import { expect, it } from 'vitest';
import { centsOf } from './money';

it.each([
  [0, 0],
  [-0, 0],
  [12.5, 1_250],
  [0.29, 29],
  [1.005, 101],
  [-1.005, -101],
  [1_234_567.89, 123_456_789],
  [-0.001, 0],
])('turns %d units into %d cents', (units, cents) => {
  expect(centsOf(units)).toBe(cents);
});
