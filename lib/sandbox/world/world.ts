import type { AccountStore } from './account-store';
import type { Id, Millis } from './records';

/** @public */
export type WorldSize = 'small' | 'medium' | 'large';

/**
 * Several Jobber accounts that share a clock; the first is the one that demos sign in to.
 * @public
 */
export interface World {
  readonly seed: number;
  readonly size: WorldSize;
  readonly accounts: ReadonlyMap<Id, AccountStore>;
}

/**
 * Moves every account's clock forward.
 * @public
 */
export function advanceWorld(world: World, now: Millis): void {
  for (const store of world.accounts.values()) store.advanceTo(now);
}

/**
 * The plain records of one account, ready for JSON: what a truth test compares a copy with.
 * @public
 */
export function dump(
  world: World,
  accountId: Id,
): { account: object; records: { [type: string]: object[] } } {
  const store = world.accounts.get(accountId);
  if (!store) throw new Error(`No account ${accountId} in this world`);
  const records = Object.fromEntries(
    Object.entries(store.tables).map(([type, rows]) => [type, [...rows.values()]]),
  );
  return { account: store.account, records };
}
