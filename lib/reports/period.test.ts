import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparedWith,
  dayOf,
  periodOf,
  presets,
  startOfDayIn,
  stepOf,
  todayIn,
  workingDaysIn,
} from './period';

const newYork = { timeZone: 'America/New_York', firstWeekday: 1, workingDays: [1, 2, 3, 4, 5] };

describe('a day belongs to the account, not to UTC', () => {
  it('is still yesterday in New York when UTC has turned', () => {
    expect(dayOf(new Date('2026-11-20T03:00:00Z'), 'America/New_York')).toBe('2026-11-19');
  });

  it('begins at five in UTC in winter and at four in summer', () => {
    expect(startOfDayIn('2026-01-15', 'America/New_York').toISOString()).toBe(
      '2026-01-15T05:00:00.000Z',
    );
    expect(startOfDayIn('2026-07-15', 'America/New_York').toISOString()).toBe(
      '2026-07-15T04:00:00.000Z',
    );
  });

  it('is the same day with the same beginning in whatever order moments and time zones are asked for', () => {
    const zones = ['America/New_York', 'America/Sao_Paulo', 'Pacific/Auckland', 'Asia/Kathmandu'];
    // Two weeks around each change of the clocks, where a day that was remembered is not 24 hours long.
    const changes = ['2018-11-04', '2026-03-08', '2026-09-27', '2026-11-01'].map(Date.parse);
    const moment = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -7 * 1440, max: 7 * 1440 }))
      .map(([change, minutes]) => new Date(change + minutes * 60_000));
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 36 }),
        (first, zone, hours) => {
          for (const now of [first, new Date(first.getTime() + hours * 3_600_000)]) {
            const day = dayOf(now, zone);
            expect(todayIn(now, zone)).toMatchObject({ day, startsAt: startOfDayIn(day, zone) });
          }
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });

  it('begins at one where a clock change removes midnight', () => {
    expect(startOfDayIn('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    );
  });

  it('names the day that its own start falls on, in every zone on every day', () => {
    const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(...zones), (offset, zone) => {
        const day = new Date(Date.UTC(2020, 0, 1 + offset)).toISOString().slice(0, 10);
        expect(dayOf(startOfDayIn(day, zone), zone)).toBe(day);
      }),
    );
  });
});

describe('presets', () => {
  const now = new Date('2026-11-20T15:00:00Z');
  it.each([
    ['today', '2026-11-20', '2026-11-20'],
    ['this-week', '2026-11-16', '2026-11-22'],
    ['last-week', '2026-11-09', '2026-11-15'],
    ['this-month', '2026-11-01', '2026-11-30'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['this-quarter', '2026-10-01', '2026-12-31'],
    ['last-quarter', '2026-07-01', '2026-09-30'],
    ['this-year', '2026-01-01', '2026-12-31'],
    ['last-year', '2025-01-01', '2025-12-31'],
    ['last-30-days', '2026-10-22', '2026-11-20'],
    ['last-90-days', '2026-08-23', '2026-11-20'],
    ['last-12-months', '2025-11-21', '2026-11-20'],
  ] as const)('%s is %s to %s', (preset, from, to) => {
    expect(periodOf(preset, now, newYork)).toEqual({ from, to });
  });

  it('never ends before it begins', () => {
    for (const preset of presets) {
      const { from, to } = periodOf(preset, new Date('2024-02-29T12:00:00Z'), newYork);
      expect(from <= to).toBe(true);
    }
  });
});

describe('comparison', () => {
  it('holds half a month against half of the month before', () => {
    const november = { from: '2026-11-01', to: '2026-11-30' };
    expect(comparedWith(november, 'period-before', '2026-11-20')).toEqual({
      from: '2026-10-01',
      to: '2026-10-20',
    });
  });

  it('holds a finished month against the whole month before, whatever its length', () => {
    expect(
      comparedWith({ from: '2026-03-01', to: '2026-03-31' }, 'period-before', '2026-11-20'),
    ).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('never reaches into the period itself when the month before is shorter', () => {
    expect(
      comparedWith({ from: '2026-03-01', to: '2026-03-31' }, 'period-before', '2026-03-30'),
    ).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('holds a year so far against the same days of last year', () => {
    expect(
      comparedWith({ from: '2026-01-01', to: '2026-12-31' }, 'year-before', '2026-11-20'),
    ).toEqual({ from: '2025-01-01', to: '2025-11-20' });
  });

  it('holds a free period against as many days before it', () => {
    expect(
      comparedWith({ from: '2026-11-05', to: '2026-11-11' }, 'period-before', '2026-11-20'),
    ).toEqual({ from: '2026-10-29', to: '2026-11-04' });
  });
});

it('counts only the days that the account works', () => {
  expect(workingDaysIn({ from: '2026-11-16', to: '2026-11-22' }, [1, 2, 3, 4, 5])).toBe(5);
  expect(workingDaysIn({ from: '2026-11-16', to: '2026-11-22' }, [6])).toBe(1);
});

it('cuts a chart into days, weeks or months by its length', () => {
  expect(stepOf({ from: '2026-11-01', to: '2026-11-30' })).toBe('day');
  expect(stepOf({ from: '2026-08-23', to: '2026-11-20' })).toBe('week');
  expect(stepOf({ from: '2026-01-01', to: '2026-12-31' })).toBe('month');
});
