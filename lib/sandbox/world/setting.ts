import type { AccountStore } from './account-store';
import { atWallClock, dayMs, localDay } from './local-time';
import type { Prng } from './prng';
import type {
  CustomFieldConfiguration,
  Millis,
  ProductOrService,
  Tag,
  TaxRate,
  User,
} from './records';
import type { Service, Trade } from './trade';

/** All that the generators of one account share. */
export interface Setting {
  store: AccountStore;
  rng: Prng;
  trade: Trade;
  now: Millis;
  /** First day of the history. */
  opensAt: Millis;
  /** Share of the work that is drawn to the last six weeks, so that small worlds have a busy present. */
  recentShare: number;
  users: User[];
  crew: User[];
  office: User[];
  taxRate: TaxRate;
  tags: Tag[];
  catalogue: Map<string, ProductOrService>;
  customFields: Map<string, CustomFieldConfiguration>;
}

/** The local day of an instant, moved on to Monday when it falls on a Sunday. */
export function workingDay(at: Millis, timezone: string): number {
  const day = localDay(at, timezone);
  return (day + 4) % 7 === 0 ? day + 1 : day;
}

/** A quarter hour within the working day that contains `at`. */
export function workingTime({ rng, store }: Setting, at: Millis): Millis {
  const { timezone } = store.account;
  return atWallClock(workingDay(at, timezone), 8 * 60 + rng.int(0, 28) * 15, timezone);
}

/** An instant in office hours, `days` after `at`, never before `at`. */
export function later(setting: Setting, at: Millis, low: number, high: number): Millis {
  const moved = at + setting.rng.int(low * 24 * 60, high * 24 * 60) * 60_000;
  return moved - at < dayMs ? moved : Math.max(at + 60_000, workingTime(setting, moved));
}

/** A price between two, to five dollars. */
export function price(rng: Prng, low: number, high: number): number {
  return Math.round(rng.int(low, high) / 500) * 500;
}

/** True when a service is sold in the month of `at`. */
export function isInSeason(service: Service, at: Millis): boolean {
  return service.months?.includes(new Date(at).getUTCMonth() + 1) ?? true;
}
