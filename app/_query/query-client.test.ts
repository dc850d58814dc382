import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { newQueryClient } from './query-client';

test('a page made on the server leaves no timer that would hold on to its request', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const client = newQueryClient();
  const observer = new QueryObserver(client, { queryKey: ['rows'], initialData: [1] });
  expect(observer.getCurrentResult().data).toEqual([1]);
  expect(timers()).toBe(before);
});
