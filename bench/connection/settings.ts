import { createHash } from 'node:crypto';
import type { OAuthApp } from '@/lib/jobber/oauth';
import { defaultTiming, type Timing } from '@/lib/vault/timing';

/** How much faster the clock of the database runs than the wall: an hour of refreshes fits into minutes. */
export const clockSpeed = 20;

/**
 * Socket limits are real time, leases and quiet periods database time; the second must outlast the first by far. A busy
 * machine answers late: `patient` forgives that, `brisk` finds out sooner what became of a killed process, `hasty` is for
 * a process that is frozen beyond its limit.
 */
export function benchTiming(pace: Pace): Timing {
  const hardLimitMs = { patient: 15_000, brisk: 3_000, hasty: 500 }[pace];
  return {
    ...common,
    hardLimitMs,
    leaseMs: (hardLimitMs + 1_500) * clockSpeed,
    quietMs: (hardLimitMs + 2_000) * clockSpeed,
    graceMs: (hardLimitMs + 1_500) * clockSpeed,
  };
}

/** How long a worker waits for Jobber. */
export type Pace = 'patient' | 'brisk' | 'hasty';

const common: Omit<Timing, 'hardLimitMs' | 'leaseMs' | 'quietMs' | 'graceMs'> = {
  ...defaultTiming,
  commitBudgetMs: 500,
  waitMs: 4_000,
  pollMinMs: 20,
  pollMaxMs: 60,
  breaker: {
    reconnects: Number.POSITIVE_INFINITY,
    failures: Number.POSITIVE_INFINITY,
    withinMs: 600_000,
    probeAfterMs: 120_000,
  },
};

export const accessTtlSeconds = 60;

/** Long enough that others come by meanwhile, on a fast machine too: where nobody does, the usual pattern loses nothing. */
export const answerMs = 200;

export const benchKeys = [{ kid: 'bench', key: createHash('sha256').update('bench').digest() }];

export function benchApp(apiUrl: string): OAuthApp {
  return { apiUrl, clientId: 'bench', clientSecret: 'bench' };
}
