import type { Grant } from '../grants';
import type { SandboxState } from '../sandbox-state';
import type { AccountStore } from '../world/account-store';

/**
 * Who asks, of which account, and how many rows the answer has so far. Without a token there is no account.
 * @public
 */
export interface Asking {
  state: SandboxState;
  grant: Grant | null;
  store: AccountStore | null;
  rows: number;
  /** Whose calendar says what "today" is, where a list was asked for with `timezone`; else the account's. */
  timezone?: string;
}

export type Args = { readonly [name: string]: unknown };

/** Resolves one field of a record; `store` is the account that the token belongs to. */
export type Resolve<S> = (source: S, args: Args, store: AccountStore, asking: Asking) => unknown;

/** `gid://Jobber/<Type>/<number>` in base64: the type and number of an id, null for anything else. */
export function readId(id: unknown): { type: string; number: string } | null {
  if (typeof id !== 'string') return null;
  const match = /^gid:\/\/Jobber\/(\w+)\/(\d+)$/.exec(Buffer.from(id, 'base64').toString('utf8'));
  return match?.[1] && match[2] ? { type: match[1], number: match[2] } : null;
}

/** Jobber shows money as decimal units of the account's currency. */
export function units(cents: number): number {
  return Math.round(cents) / 100;
}
