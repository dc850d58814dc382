import { expect, test } from 'vitest';
import { change } from './figure-text';

test('more money is good, more waiting is not, and next to no difference is neither', () => {
  expect(change(112, 100, 'money')).toEqual({ text: '▲ 12 %', tone: 'text-good' });
  expect(change(88, 100, 'money')).toEqual({ text: '▼ 12 %', tone: 'text-bad' });
  expect(change(18.4, 15.9, 'days')).toEqual({ text: '▲ 16 %', tone: 'text-bad' });
  expect(change(2, 4, 'hours')).toEqual({ text: '▼ 50 %', tone: 'text-good' });
  expect(change(100.4, 100, 'days')).toEqual({ text: 'unchanged', tone: 'text-ink-soft' });
  expect(change(5, 0, 'money')).toBeNull();
  expect(change(null, 5, 'money')).toBeNull();
});
