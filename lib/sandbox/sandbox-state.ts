import type { AppRegistration } from './app-registration';
import type { ConsentChoice } from './authorize';
import { Budget } from './budget';
import type { SandboxClock } from './clock';
import { Faults } from './faults';
import { Grants, type KeptGrants } from './grants';
import type { KeptState } from './kept-state';
import { SeenRequests } from './seen-requests';
import { Webhooks } from './webhooks';
import { advanceWorld, type World } from './world/world';

/** Simulated thinking time of a GraphQL answer, in sandbox time. */
export interface Latency {
  baseMs: number;
  perRowMs: number;
}

/** Everything that one running sandbox remembers. `reset` brings back the day it started. */
export class SandboxState {
  readonly faults = new Faults();
  readonly seen = new SeenRequests();
  readonly grants: Grants;
  readonly webhooks: Webhooks;
  readonly inactiveAccounts = new Set<string>();
  readonly preselected: ConsentChoice = {};
  /** Jobber blocks the app for maintenance. */
  isDown = false;
  /** The text of `extensions.versioning.warning`, when set. */
  versionWarning: string | null = null;
  world: World;
  private readonly budgets = new Map<string, Budget>();
  private readonly appAtStart: AppRegistration;

  constructor(
    readonly app: AppRegistration,
    readonly clock: SandboxClock,
    readonly latency: Latency,
    private readonly newWorld: (now: number) => World,
    private readonly kept: KeptState | null,
  ) {
    this.appAtStart = { ...app };
    const save = kept ? (grants: KeptGrants) => kept.saveGrants(grants) : null;
    this.grants = new Grants(app, clock, kept?.grants, save);
    this.webhooks = new Webhooks(app, clock);
    this.world = newWorld(kept?.startAt ?? clock.now());
    this.catchUp();
    kept?.restore(this.world);
    this.watch();
  }

  budget(accountId: string): Budget {
    let budget = this.budgets.get(accountId);
    if (!budget) {
      budget = new Budget(this.clock, this.app.restoreRate);
      this.budgets.set(accountId, budget);
    }
    return budget;
  }

  /** Brings the records to the clock: statuses that depend on the day follow. */
  catchUp(): void {
    advanceWorld(this.world, this.clock.now());
  }

  reset(): void {
    Object.assign(this.app, this.appAtStart);
    this.faults.clear();
    this.seen.clear();
    this.grants.clear();
    this.webhooks.clear();
    this.inactiveAccounts.clear();
    this.budgets.clear();
    delete this.preselected.accountId;
    delete this.preselected.userId;
    this.isDown = false;
    this.versionWarning = null;
    this.world = this.newWorld(this.clock.now());
    this.kept?.begin(this.clock.now());
    this.watch();
  }

  private watch(): void {
    this.webhooks.watch(this.world);
    this.kept?.watch(this.world);
  }
}
