import type { Millis } from './records';

const hourMs = 3_600_000;
/** @public */
export const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsetsByZone = new Map<string, Map<number, number>>();

/**
 * Start of the local day that contains `at`, in an IANA time zone.
 * @public
 */
export function startOfDay(at: Millis, timezone: string): Millis {
  return localMidnight(localDay(at, timezone), timezone);
}

/**
 * Start of the local day after the one that contains `at`.
 * @public
 */
export function startOfNextDay(at: Millis, timezone: string): Millis {
  return localMidnight(localDay(at, timezone) + 1, timezone);
}

/**
 * Start of the local month after the one that contains `at`.
 * @public
 */
export function startOfNextMonth(at: Millis, timezone: string): Millis {
  const local = new Date(at + offsetMs(at, timezone));
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1);
  return localMidnight(first / dayMs, timezone);
}

/**
 * Local calendar month as year × 12 + month (January = 0).
 * @public
 */
export function localMonth(at: Millis, timezone: string): number {
  const local = new Date(at + offsetMs(at, timezone));
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

/**
 * Days since 1970-01-01 of the local calendar.
 * @public
 */
export function localDay(at: Millis, timezone: string): number {
  return Math.floor((at + offsetMs(at, timezone)) / dayMs);
}

/**
 * The instant of `minutes` after midnight by the wall clock on a local calendar day.
 * @public
 */
export function atWallClock(day: number, minutes: number, timezone: string): Millis {
  const wall = day * dayMs + minutes * 60_000;
  const guess = wall - offsetMs(wall, timezone);
  return wall - offsetMs(guess, timezone);
}

function localMidnight(day: number, timezone: string): Millis {
  return atWallClock(day, 0, timezone);
}

/** Offsets are asked of Intl once per UTC day unless the day holds a change, then once per hour. */
function offsetMs(at: Millis, timezone: string): number {
  let offsets = offsetsByZone.get(timezone);
  if (!offsets) {
    offsets = new Map();
    offsetsByZone.set(timezone, offsets);
  }
  const dayStart = Math.floor(at / dayMs) * dayMs;
  const before = cachedOffset(offsets, dayStart, timezone);
  const after = cachedOffset(offsets, dayStart + dayMs, timezone);
  if (before === after) return before;
  return cachedOffset(offsets, Math.floor(at / hourMs) * hourMs, timezone);
}

function cachedOffset(offsets: Map<number, number>, at: Millis, timezone: string): number {
  const known = offsets.get(at);
  if (known !== undefined) return known;
  const asked = askOffset(at, timezone);
  offsets.set(at, asked);
  return asked;
}

function askOffset(at: Millis, timezone: string): number {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
    formats.set(timezone, format);
  }
  const name =
    format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
