import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import { auditEvents } from '@/db/schema/accounts';

/** What the audit remembers: the union grows with the features that change something. */
export type Audited =
  | 'installation_claimed'
  | 'account_added'
  | 'signed_in'
  | 'signed_out'
  | 'sign_in_refused'
  | 'reconnected'
  | 'disconnected'
  | 'sessions_ended'
  | 'explored'
  | 'exported'
  | 'created_in_jobber'
  | 'settings_changed'
  | 'invited'
  | 'invitation_withdrawn'
  | 'joined'
  | 'role_changed'
  | 'member_removed'
  | 'account_deleted'
  | 'client_erased'
  | 'jobber_app_changed'
  | 'key_minted'
  | 'key_revoked'
  | 'item_decided'
  | 'share_link_made'
  | 'share_link_ended'
  | 'alert_made'
  | 'alert_ended';

/**
 * Writes who did what; `about` is a short word or an id, never a token and never a customer's data.
 * @public
 */
export async function audit(
  event: { what: Audited; personId?: string; accountId?: number; about?: string },
  db: Database = appDb(),
): Promise<void> {
  await db.insert(auditEvents).values({
    what: event.what,
    personId: event.personId ?? null,
    accountId: event.accountId ?? null,
    about: event.about?.slice(0, 200) ?? null,
  });
}
