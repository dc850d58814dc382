import { describe, expect, it } from 'vitest';
import { defaultFormats, formatMoment } from './formats';

const inParis = { locale: 'en-GB', currency: 'EUR', timeZone: 'Europe/Paris' };

describe('a moment on a screen', () => {
  const at = '2026-11-30T23:30:00.000Z';
  it.each([
    { now: '2026-11-30T15:00:00.000Z', formats: defaultFormats, reads: /^Today 6:30 PM$/ },
    { now: '2026-12-01T15:00:00.000Z', formats: defaultFormats, reads: /^Yesterday 6:30 PM$/ },
    { now: '2026-11-29T15:00:00.000Z', formats: defaultFormats, reads: /^Tomorrow 6:30 PM$/ },
    { now: '2026-11-26T15:00:00.000Z', formats: defaultFormats, reads: /^Mon 6:30 PM$/ },
    { now: '2026-12-04T15:00:00.000Z', formats: defaultFormats, reads: /^Mon 30 Nov$/ },
    { now: '2026-12-20T15:00:00.000Z', formats: defaultFormats, reads: /^30 Nov$/ },
    { now: '2027-01-20T15:00:00.000Z', formats: defaultFormats, reads: /^30 Nov 2026$/ },
    { now: '2026-11-30T15:00:00.000Z', formats: inParis, reads: /^Tomorrow 00:30$/ },
    { now: '2026-12-01T15:00:00.000Z', formats: inParis, reads: /^Today 00:30$/ },
  ])(
    'reads $reads at $now in $formats.timeZone, also the second time',
    ({ now, formats, reads }) => {
      expect(formatMoment(at, now, formats, { time: true })).toMatch(reads);
      formatMoment(at, '2020-01-01T00:00:00.000Z', formats, { time: true });
      expect(formatMoment(at, now, formats, { time: true })).toMatch(reads);
    },
  );

  it('leaves the time of day away unless it is asked for', () => {
    const now = '2026-11-30T15:00:00.000Z';
    expect(formatMoment(at, now, defaultFormats, { time: true })).toBe('Today 6:30 PM');
    expect(formatMoment(at, now, defaultFormats)).toBe('Today');
  });
});
