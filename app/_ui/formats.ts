import { KeptValues } from '@/lib/kept-values';

/**
 * How one account wants to read figures; `timeZone` is an IANA name.
 * @public
 */
export type Formats = { locale: string; currency: string; timeZone: string };

/**
 * What an account sees until somebody chooses otherwise.
 * @public
 */
export const defaultFormats: Formats = {
  locale: 'en-US',
  currency: 'USD',
  timeZone: 'America/New_York',
};

const dayMs = 86_400_000;
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<
  string,
  { format: Intl.DateTimeFormat; written: KeptValues<number, string> }
>();
const amounts = new Map<string, KeptValues<number, MoneyParts>>();
// A list writes the same dates and amounts again and again, and Intl takes far longer than a look at what it wrote.
const mostWritten = 2_000;
const mostTodays = 20;

const dateStyles = {
  day: { day: 'numeric' },
  month: { month: 'short' },
  year: { year: 'numeric' },
  weekday: { weekday: 'short' },
  clock: { timeStyle: 'short' },
  isoDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
  exact: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/**
 * `$1,240.50` from integer cents; `whole` rounds to the unit for one big figure.
 * @public
 */
export function formatMoney(cents: number, formats: Formats, whole = false): string {
  return moneyFormat(formats, whole).format(cents / 100);
}

/**
 * The same text in two parts, so that the fraction can be set quieter than the amount.
 * @public
 */
export function moneyParts(cents: number, formats: Formats): MoneyParts {
  const key = `${formats.locale} ${formats.currency}`;
  const known = amounts.get(key) ?? new KeptValues<number, MoneyParts>(mostWritten);
  amounts.set(key, known);
  return known.get(cents) ?? known.keep(cents, newMoneyParts(cents, formats));
}

type MoneyParts = { amount: string; fraction: string };

function newMoneyParts(cents: number, formats: Formats): MoneyParts {
  const parts = moneyFormat(formats, false).formatToParts(cents / 100);
  const cut = parts.findIndex((part) => part.type === 'decimal');
  const text = (from: number, to: number) =>
    parts
      .slice(from, to)
      .map((part) => part.value)
      .join('');
  return cut < 0
    ? { amount: text(0, parts.length), fraction: '' }
    : { amount: text(0, cut), fraction: text(cut, parts.length) };
}

/**
 * `1,284`
 * @public
 */
export function formatCount(count: number, formats: Formats): string {
  return numberFormat(formats.locale, {}).format(count);
}

/**
 * `1 day`, `1,024 days`
 * @public
 */
export function formatDays(days: number, formats: Formats): string {
  return `${formatCount(days, formats)} ${days === 1 ? 'day' : 'days'}`;
}

/**
 * `3.2 MB`
 * @public
 */
export function formatBytes(bytes: number, formats: Formats): string {
  const [unit, size] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(formats.locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  }).format(bytes / size);
}

/**
 * `Tue 8:00` in the six days after `now`, `Tue 17 Nov` in the six before, `12 Mar` in its year, `12 Mar 2025` else. A time of day appears only near today
 * and only when asked for. All of it in the account's time zone, so server and browser write the same.
 * @public
 */
export function formatMoment(
  iso: string,
  now: string,
  formats: Formats,
  options: { time?: boolean } = {},
): string {
  const today = localDayOfNow(now, formats);
  const key = options.time ? `${iso} time` : iso;
  return (
    today.moments.get(key) ??
    today.moments.keep(key, momentText(Date.parse(iso), today, formats, options.time ?? false))
  );
}

function momentText(at: number, today: LocalDay, formats: Formats, time: boolean): string {
  const day = localDay(at, formats);
  const days = day.number - today.number;
  const clock = time ? ` ${written(at, formats, 'clock')}` : '';
  if (days === 0) return time ? `Today${clock}` : 'Today';
  if (days === 1) return `Tomorrow${clock}`;
  if (days === -1) return `Yesterday${clock}`;
  const weekday = Math.abs(days) <= 6 ? written(at, formats, 'weekday') : '';
  if (weekday && days > 0) return `${weekday}${clock}`;
  if (weekday) return `${weekday} ${plainDay(at, formats, false)}`;
  return plainDay(at, formats, day.year !== today.year);
}

/**
 * `12 Mar 2026`, `12 Mar` without the year
 * @public
 */
export function formatDay(iso: string, formats: Formats, withYear = true): string {
  return plainDay(Date.parse(iso), formats, withYear);
}

/**
 * `8:00 AM`, `08:00` where days have 24 hours
 * @public
 */
export function formatClock(iso: string, formats: Formats): string {
  return written(Date.parse(iso), formats, 'clock');
}

/**
 * The exact value for a hover: `Thursday, 12 March 2026 at 08:00 EDT`.
 * @public
 */
export function formatExact(iso: string, formats: Formats): string {
  return written(Date.parse(iso), formats, 'exact');
}

/**
 * `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 days ago`
 * @public
 */
export function formatAgo(ageMs: number): string {
  const seconds = Math.max(0, Math.round(ageMs / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

function plainDay(at: number, formats: Formats, withYear: boolean): string {
  const day = `${written(at, formats, 'day')} ${written(at, formats, 'month')}`;
  return withYear ? `${day} ${written(at, formats, 'year')}` : day;
}

type LocalDay = { number: number; year: string };

/** Which day `at` is in a time zone, counted from 1970, and in which year. */
function localDay(at: number, { timeZone }: Formats): LocalDay {
  const day = written(at, { locale: 'en-CA', currency: '', timeZone }, 'isoDay');
  return { number: Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs), year: day.slice(0, 4) };
}

/** A day that times are held against, with the texts of those that were asked for on it. */
type Today = LocalDay & { moments: KeptValues<string, string> };

const todays = new KeptValues<string, Today>(mostTodays);
let lastNow: { key: string; today: Today } | undefined;

/** The same for the moment a screen was made at. */
function localDayOfNow(now: string, formats: Formats): Today {
  const { locale, timeZone } = formats;
  const key = `${now} ${timeZone} ${locale}`;
  if (lastNow?.key === key) return lastNow.today;
  const day = localDay(Date.parse(now), formats);
  const name = `${day.number} ${timeZone} ${locale}`;
  const today =
    todays.get(name) ?? todays.keep(name, { ...day, moments: new KeptValues(mostWritten) });
  lastNow = { key, today };
  return today;
}

function moneyFormat(formats: Formats, whole: boolean): Intl.NumberFormat {
  return numberFormat(formats.locale, {
    style: 'currency',
    currency: formats.currency,
    ...(whole ? { maximumFractionDigits: 0 } : {}),
  });
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${options.currency ?? ''}${options.maximumFractionDigits ?? ''}`;
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options);
  numberFormats.set(key, known);
  return known;
}

/** `at` in epoch milliseconds: on the server Next has put a slow `Date` in place of the language's own. */
function written(
  at: number,
  { locale, timeZone }: Formats,
  style: keyof typeof dateStyles,
): string {
  const key = `${locale} ${timeZone} ${style}`;
  const known = dateFormats.get(key) ?? {
    format: new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone }),
    written: new KeptValues(mostWritten),
  };
  dateFormats.set(key, known);
  return known.written.get(at) ?? known.written.keep(at, known.format.format(at));
}
