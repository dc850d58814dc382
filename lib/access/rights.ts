import { AppError } from '../errors';

/** @public */
export type Role = 'owner' | 'bookkeeper' | 'viewer';

/**
 * What a person may do in an account.
 *   read     see every screen of the read model
 *   export   take rows out: CSV, copies, feeds
 *   work     say what was done about an item of a list: reached, snoozed, assigned
 *   ask      ask Jobber now with the account's connection, and create records there
 *   sync     have changes read at once
 *   manage   people, settings, connections, keys, deletion, the audit log
 * @public
 */
export type Right = 'read' | 'export' | 'work' | 'ask' | 'sync' | 'manage';

const rights: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ['read'],
  bookkeeper: ['read', 'export', 'work', 'sync'],
  owner: ['read', 'export', 'work', 'ask', 'sync', 'manage'],
};

const refusals: Readonly<Record<Right, string>> = {
  read: 'You are not a member of this account.',
  export:
    'Your role in this account is to look. Ask an owner for the role of a bookkeeper to export.',
  work: 'Your role in this account is to look. Ask an owner for the role of a bookkeeper to work lists.',
  ask: 'Only an owner of this account can ask Jobber directly.',
  sync: 'Your role in this account is to look. It is read again by itself.',
  manage: 'Only an owner of this account can do that.',
};

/**
 * Whether a role includes a right. The table above is the only place that knows.
 * @public
 */
export function may(role: Role, right: Right): boolean {
  return rights[role].includes(right);
}

/**
 * Throws `forbidden` unless the person may do it in every account of the scope.
 * @public
 */
export function requireRight(
  scope: { accountIds: readonly number[]; roleIn(accountId: number): Role },
  right: Right,
): void {
  if (scope.accountIds.every((id) => may(scope.roleIn(id), right))) return;
  throw new AppError('forbidden', refusals[right]);
}

/**
 * The roles in words, for people who choose one.
 * @public
 */
export const roleWords: Readonly<Record<Role, { name: string; can: string }>> = {
  owner: { name: 'Owner', can: 'An admin of the account in Jobber. Can do everything here.' },
  bookkeeper: {
    name: 'Bookkeeper',
    can: 'Sees every screen, exports, and works through the lists. Changes no settings.',
  },
  viewer: { name: 'Viewer', can: 'Sees every screen. Exports and changes nothing.' },
};
