import { createHash } from 'node:crypto';
import type { OAuthApp } from '@/lib/jobber/oauth';
import { defaultTiming, type Timing } from '@/lib/vault/timing';

/** How much faster the clock of the database runs than the wall: an hour of refreshes fits into minutes. */
export const clockSpeed = 20;

/** Socket limits are real time, leases and quiet periods database time; the second outlast the first by far. */
export const benchTiming: Timing = {
  ...defaultTiming,
  hardLimitMs: 1_000,
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

export const benchKeys = [{ kid: 'bench', key: createHash('sha256').update('bench').digest() }];

export function benchApp(apiUrl: string): OAuthApp {
  return { apiUrl, clientId: 'bench', clientSecret: 'bench' };
}
