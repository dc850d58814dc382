import { AppError } from '@/lib/errors';

/** Every duration of the refresh protocol. Lease, socket and quiet times do not scale with the token's lifetime. */
export type Timing = {
  /** Bound of one token POST, connection included. */
  hardLimitMs: number;
  /** What the commit may take while the lease still protects it. */
  commitBudgetMs: number;
  leaseMs: number;
  /** No second POST of the same token sooner than this: by then the first cannot be in flight any more. */
  quietMs: number;
  /** How long SIGTERM waits for open refreshes. */
  graceMs: number;
  /** How long a caller waits for somebody's refresh before "try again". */
  waitMs: number;
  pollMinMs: number;
  pollMaxMs: number;
  /** At most one refresh ahead of time, and one forced by a 401, in this time. */
  spacingMs: number;
  /** An attempt without an outcome may be repeated below this remaining life of the access token. */
  patienceLeftMs: number;
  /** … or when it is this old. */
  patienceAgeMs: number;
  commitRetryMs: number;
  breaker: { reconnects: number; failures: number; withinMs: number; probeAfterMs: number };
};

export const defaultTiming: Timing = {
  hardLimitMs: 30_000,
  commitBudgetMs: 10_000,
  leaseMs: 45_000,
  quietMs: 60_000,
  graceMs: 50_000,
  waitMs: 8_000,
  pollMinMs: 100,
  pollMaxMs: 300,
  spacingMs: 60_000,
  patienceLeftMs: 120_000,
  patienceAgeMs: 600_000,
  commitRetryMs: 100,
  breaker: { reconnects: 3, failures: 20, withinMs: 600_000, probeAfterMs: 120_000 },
};

/**
 * Throws `misconfigured` unless socket limit + commit budget < lease <= quiet and the SIGTERM grace covers the lease:
 * the inequalities that keep two requests with one token from being in flight together.
 */
export function checkTiming(timing: Timing): void {
  const { hardLimitMs, commitBudgetMs, leaseMs, quietMs, graceMs } = timing;
  const problem =
    hardLimitMs + commitBudgetMs >= leaseMs
      ? 'the socket limit and the commit budget together must be shorter than the lease'
      : leaseMs > quietMs
        ? 'the lease must not be longer than the quiet period'
        : graceMs < leaseMs
          ? 'the shutdown grace must cover the lease'
          : null;
  if (problem) throw new AppError('misconfigured', `Refresh timing: ${problem}.`);
}

/** How much of the lease may pass between claim and POST so that answer and commit still fit into it. */
export function spareMs({ leaseMs, hardLimitMs, commitBudgetMs }: Timing): number {
  return leaseMs - hardLimitMs - commitBudgetMs;
}

/** How long before expiry things happen, for an access token that lives `lifetimeMs`. */
export function windows(lifetimeMs: number): {
  marginMs: number;
  mandatoryMs: number;
  advisoryMs: number;
} {
  return {
    marginMs: Math.min(30_000, lifetimeMs / 20),
    mandatoryMs: Math.min(60_000, lifetimeMs / 10),
    advisoryMs: Math.min(600_000, lifetimeMs / 6),
  };
}

/** The advisory window of one connection: up to 30 % shorter by its id, so that grants made together drift apart. */
export function advisoryWindowMs(connectionId: string, lifetimeMs: number): number {
  const spread = (Number.parseInt(connectionId.slice(0, 4), 16) || 0) / 0xffff;
  return windows(lifetimeMs).advisoryMs * (1 - 0.3 * spread);
}

/** Full jitter: anywhere between 1 s and a ceiling that doubles from 2 s to 60 s with each failure in a row. */
export function backoffMs(failuresBefore: number, random: () => number): number {
  const ceilingMs = Math.min(60_000, 2_000 * 2 ** Math.min(failuresBefore, 10));
  return 1_000 + random() * (ceilingMs - 1_000);
}

/** Wait after an unknown outcome, by how often this token was sent: 1, 2, 5, then 15 minutes. */
export function unknownWaitMs(timesSent: number): number {
  const minutes = [1, 2, 5, 15][Math.min(Math.max(timesSent, 1), 4) - 1] ?? 15;
  return minutes * 60_000;
}
