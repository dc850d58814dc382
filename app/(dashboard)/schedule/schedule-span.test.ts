import { describe, expect, test } from 'vitest';
import { spanBeside, spanOf } from './schedule-span';

describe('the days of the schedule', () => {
  test('a week begins on the first weekday of the account and holds the day asked for', () => {
    const monday = spanOf({ day: '2026-11-20' }, '2026-01-01', 1);
    expect([monday.from, monday.to]).toEqual(['2026-11-16', '2026-11-22']);
    const sunday = spanOf({ day: '2026-11-22' }, '2026-01-01', 0);
    expect([sunday.from, sunday.to]).toEqual(['2026-11-22', '2026-11-28']);
    expect(sunday.days).toHaveLength(7);
  });

  test('a day that is none falls back to today', () => {
    expect(spanOf({ by: 'day', day: '2026-13-45' }, '2026-11-20', 1).day).toBe('2026-11-20');
    expect(spanOf({ by: 'day', day: "'; drop" }, '2026-11-20', 1).from).toBe('2026-11-20');
  });

  test('stepping goes by days or by weeks', () => {
    const day = spanOf({ by: 'day', day: '2026-12-31' }, '2026-11-20', 1);
    expect(spanBeside(day, 1)).toEqual({ by: 'day', day: '2027-01-01' });
    const week = spanOf({ day: '2026-11-20' }, '2026-11-20', 1);
    expect(spanBeside(week, -1)).toEqual({ by: 'week', day: '2026-11-13' });
  });
});
