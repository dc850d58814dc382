import type { ConnectionRow } from '@/lib/connection/connections';
import type { Tone } from '../../_ui/state';

type Grant = Pick<ConnectionRow, 'status' | 'reason' | 'isUnreadable' | 'isWaiting'>;

/** The state of a grant in a few words. While the old access still serves, a renewal that is late changes nothing. */
export function stateWords({ status, isUnreadable, isWaiting }: Grant): {
  tone: Tone;
  word: string;
} {
  if (status === 'disconnected') return { tone: 'closed', word: 'Disconnected' };
  if (status === 'reconnect') return { tone: 'bad', word: 'Access has ended' };
  if (isUnreadable) return { tone: 'bad', word: 'Access cannot be used' };
  if (isWaiting) return { tone: 'warn', word: 'Jobber is not answering, retrying' };
  return { tone: 'good', word: 'Connected' };
}

/** Why a grant is in its state, in one or two sentences; null when there is nothing to explain. */
export function reasonSentence({ status, reason, isUnreadable, isWaiting }: Grant): string | null {
  if (status === 'disconnected') {
    return reason === 'asked'
      ? 'Somebody disconnected it here. The data that was read stays readable.'
      : 'The app was disconnected inside Jobber. The data that was read stays readable.';
  }
  if (status === 'reconnect') return endSentence(reason);
  if (isUnreadable) {
    return 'What is stored does not open with this server’s keys, so it is not used any more. One click repairs it.';
  }
  if (status === 'active') return null;
  return isWaiting
    ? 'Jobber has not answered the last renewal, and the old access has run out. It is tried again by itself; what was read stays readable.'
    : 'Jobber did not answer the last renewal. The old access still works, and it is tried again by itself; nothing to do.';
}

/** Why Jobber’s access ended. */
function endSentence(reason: string | null): string {
  if (reason === 'rotation_lost') {
    return 'The answer to a renewal was lost on its way, on our side or in between; nobody revoked anything. One click repairs it.';
  }
  if (reason === 'restored') {
    return 'A backup was brought back, and Jobber’s tokens are not part of one; nobody revoked anything. One click repairs it.';
  }
  if (reason === 'app_changed') {
    return 'This server was given another Jobber app, and access belongs to the app it was allowed for; nobody revoked anything. One click repairs it.';
  }
  if (reason === 'revoked') {
    return 'Jobber ended the access. Usual causes: somebody removed the app in Jobber, the plan changed, the connecting admin was deactivated or lost admin rights, or somebody changed the password.';
  }
  return 'Jobber refused renewals again and again without saying why. Reconnecting usually helps.';
}

/** Why renewals are stopped for every account, and what helps. */
export function stoppedSentence(
  reason: 'invalid_client' | 'many_reconnects' | 'jobber_failing',
): string {
  switch (reason) {
    case 'invalid_client':
      return 'Jobber does not accept this server’s client id and secret. An owner enters the right ones under Settings, Jobber app, or whoever runs the server puts them into JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET; no connection is lost, and one attempt every two minutes finds out when it works.';
    case 'many_reconnects':
      return 'Several connections ended within ten minutes, which is more than a coincidence. One attempt every two minutes finds out whether the others still work.';
    case 'jobber_failing':
      return 'Jobber has failed many renewals in a row. No connection is lost; one attempt every two minutes finds out when it works again.';
  }
}

/** One line of the history. */
export function eventSentence(event: {
  what: string;
  why: string | null;
  personName: string | null;
}): string {
  const who = event.personName ?? 'Somebody';
  switch (event.what) {
    case 'connected':
      return `${who} allowed access in Jobber.`;
    case 'reconnected':
      return `${who} signed in and allowed access again.`;
    case 'refreshed':
      return 'The access was renewed, as it is about every hour.';
    case 'deferred':
      return 'A renewal was put off because Jobber could not be reached or asked to wait.';
    case 'unknown':
      return 'Jobber did not answer a renewal. It is tried once more, later.';
    case 'reconnect_needed':
      return endSentence(event.why);
    case 'disconnected':
      return event.why === 'asked'
        ? 'Disconnected here by an owner.'
        : 'Disconnected inside Jobber.';
    case 'quarantined':
      return 'The stored access could not be read with this server’s keys, so it is not used any more.';
    default:
      return event.what;
  }
}
