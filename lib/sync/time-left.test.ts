import { expect, test } from 'vitest';
import { timeLeft } from './time-left';

const now = new Date('2026-11-20T12:00:00Z');
const full = { available: 10_000, asOf: now, maximum: 10_000, restorePerSecond: 500 };
const empty = { ...full, available: 3_000 };

type Stream = Parameters<typeof timeLeft>[0][number];
const stream = (change: Partial<Stream>): Stream => ({
  entity: 'client',
  stage: 'recent',
  state: 'reading',
  rowsRead: 0,
  rowsExpected: null,
  pointsUsed: 0,
  finishedAt: null,
  ...change,
});

test('the rest counts at what a row has cost so far, at the pace that Jobber restores points', () => {
  const half = stream({ rowsRead: 500, rowsExpected: 10_500, pointsUsed: 5_000 });
  expect(timeLeft([half], empty, now)).toEqual({ points: 100_000, seconds: 200, isAtLeast: false });
});

test('before a list has shown what its rows cost, they count at the points of its document', () => {
  const visits = stream({ entity: 'visit', rowsExpected: 1_000 });
  const invoices = stream({ entity: 'invoice', rowsExpected: 1_000 });
  expect(timeLeft([visits], empty, now)?.points).toBe(6_000);
  expect(timeLeft([invoices], empty, now)?.points).toBe(14_000);
});

test('points saved above the reserve shorten it, and a bucket fills while nobody asks', () => {
  const rest = stream({ rowsRead: 100, rowsExpected: 1_100, pointsUsed: 1_000 });
  expect(timeLeft([rest], full, now)?.seconds).toBe(6);
  const tenSecondsAgo = { ...empty, asOf: new Date(now.getTime() - 10_000) };
  expect(timeLeft([rest], tenSecondsAgo, now)?.seconds).toBe(10);
});

test('a stream whose size Jobber has not told makes the answer a lower bound', () => {
  const known = stream({ rowsRead: 100, rowsExpected: 200, pointsUsed: 1_000 });
  const unknown = stream({ stage: 'history', state: 'waiting' });
  expect(timeLeft([known, unknown], empty, now)).toMatchObject({ points: 1_000, isAtLeast: true });
  expect(timeLeft([unknown], empty, now)).toBeNull();
});

test('details are counted as soon as the lean stages have told how many records there are', () => {
  const recent = stream({ rowsRead: 100, rowsExpected: 100, pointsUsed: 900, finishedAt: now });
  const history = stream({ ...recent, stage: 'history', rowsRead: 300, rowsExpected: 300 });
  const details = stream({ stage: 'details', state: 'waiting' });
  expect(timeLeft([recent, history, details], empty, now)).toEqual({
    points: 10_000,
    seconds: 20,
    isAtLeast: false,
  });
});

test('what is finished or not permitted needs nothing more', () => {
  const done = stream({ rowsExpected: 100, rowsRead: 100, finishedAt: now });
  const kept = stream({ state: 'not_permitted', rowsExpected: 100 });
  const probe = stream({ stage: 'probe', rowsExpected: 50 });
  expect(timeLeft([done, kept, probe], empty, now)).toBeNull();
});
