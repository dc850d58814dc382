import type { SandboxClock } from './clock';

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

const maximumAvailable = 10_000;
const windowMs = 300_000;
const windowRequests = 2_500;

/** What one account may spend (facts section 3): query-cost points that refill, and requests per 300 seconds. */
export class Budget {
  private available = maximumAvailable;
  private refilledAt: number;
  private requestTimes: number[] = [];

  constructor(
    private readonly clock: SandboxClock,
    private readonly restoreRate: number,
  ) {
    this.refilledAt = clock.now();
  }

  /** Counts a request; false when it is one too many in 300 seconds. */
  admitRequest(): boolean {
    const now = this.clock.now();
    const firstInside = this.requestTimes.findIndex((at) => at > now - windowMs);
    if (firstInside > 0) this.requestTimes.splice(0, firstInside);
    if (firstInside === -1) this.requestTimes = [];
    if (this.requestTimes.length >= windowRequests) return false;
    this.requestTimes.push(now);
    return true;
  }

  canAfford(requestedCost: number): boolean {
    this.refill();
    return requestedCost <= this.available;
  }

  charge(cost: number): void {
    this.refill();
    this.available = Math.max(0, this.available - cost);
  }

  /** Leaves `points` in the bucket, and optionally the number of requests used in this window. */
  drainTo(points: number, requestsUsed?: number): void {
    this.refill();
    this.available = points;
    if (requestsUsed !== undefined)
      this.requestTimes = new Array<number>(requestsUsed).fill(this.clock.now());
  }

  status(): ThrottleStatus {
    this.refill();
    return {
      maximumAvailable,
      currentlyAvailable: Math.floor(this.available),
      restoreRate: this.restoreRate,
    };
  }

  private refill(): void {
    const now = this.clock.now();
    const gained = ((now - this.refilledAt) / 1000) * this.restoreRate;
    this.available = Math.min(maximumAvailable, this.available + gained);
    this.refilledAt = now;
  }
}
