import type { AuditEntry } from '@/lib/access/audit-log';

/** One line of the audit log, as a sentence. */
export function auditSentence({ what, about, personName }: AuditEntry): string {
  const nobody = about === 'command line' ? 'Whoever runs this server' : 'Somebody who is gone';
  const who = personName ?? nobody;
  const act = acts[what];
  if (act) return `${who} ${act(about)}.`;
  return about
    ? `${who}: ${what.replaceAll('_', ' ')} (${about}).`
    : `${who}: ${what.replaceAll('_', ' ')}.`;
}

const acts: Partial<Record<string, (about: string | null) => string>> = {
  account_added: () => 'added this account',
  signed_in: () => 'signed in with Jobber',
  signed_out: () => 'signed out',
  reconnected: () => 'reconnected this account',
  disconnected: () => 'disconnected this account from Jobber',
  explored: () => 'ran a query in the explorer',
  exported: (about) => `exported ${about ?? 'rows'}`,
  created_in_jobber: (about) => `created a record in Jobber${about ? ` (${about})` : ''}`,
  settings_changed: (about) => `changed the ${about ?? 'settings'}`,
  invited: (about) => `made a link for a ${about ?? 'person'}`,
  invitation_withdrawn: () => 'withdrew a link',
  joined: (about) => `came in by a link${about ? ` as ${about}` : ''}`,
  role_changed: (about) => `changed a role to ${about ?? 'another'}`,
  member_removed: (about) => `removed ${about === 'owner' ? 'an owner' : `a ${about ?? 'person'}`}`,
  client_erased: () => 'erased the personal data of a client',
  share_link_made: (about) => `made a link to a report${about ? ` (${about})` : ''}`,
  share_link_ended: (about) => `ended a link to a report${about ? ` (${about})` : ''}`,
  alert_made: (about) => `made an alert${about ? ` (${about})` : ''}`,
  alert_ended: (about) => `ended an alert${about ? ` (${about})` : ''}`,
  jobber_app_changed: (about) =>
    about === 'secret'
      ? 'gave this server a new client secret of its Jobber app'
      : 'gave this server another Jobber app',
  key_minted: (about) => `made a key${about ? ` (${about})` : ''}`,
  key_revoked: (about) => `revoked a key${about ? ` (${about})` : ''}`,
};
