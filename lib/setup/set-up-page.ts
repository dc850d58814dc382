import 'server-only';
import { neededScopes } from '@/lib/connection/scopes';
import { env, isSetUp } from '@/lib/env';
import { isAppError } from '@/lib/errors';
import { publicUrl } from '@/lib/session/same-origin';
import { requireSetUpCode } from './set-up-mode';

/**
 * What the set-up page shows; `refusal` says why it may not be used by this visitor.
 * @public
 */
export type SetUpPage =
  | { kind: 'done' }
  | { kind: 'refused'; address: string; refusal: string }
  | {
      kind: 'open';
      /** Where people open this server, which the callback is made of. */
      address: string;
      callback: string;
      webhooks: string | null;
      topics: readonly string[];
      scopes: { scope: string; label: string; gives: string }[];
    };

/** Every event that changes what a screen shows; APP_DISCONNECT ends a connection here when it is ended there. */
const topics = [
  'APP_DISCONNECT',
  ...['CLIENT', 'PROPERTY', 'REQUEST', 'QUOTE', 'JOB', 'VISIT', 'INVOICE', 'PAYMENT'].flatMap(
    (record) => ['CREATE', 'UPDATE', 'DESTROY'].map((event) => `${record}_${event}`),
  ),
  'QUOTE_SENT',
  'QUOTE_APPROVED',
  'JOB_CLOSED',
  'VISIT_COMPLETE',
  'USER_CREATE',
  'USER_UPDATE',
];

/**
 * Decides what a visitor of /setup gets to see.
 * @public
 */
export function setUpPage(code: string | undefined): SetUpPage {
  if (isSetUp()) return { kind: 'done' };
  const { NEXTAUTH_URL: address } = env();
  try {
    requireSetUpCode(code ?? '');
  } catch (error) {
    if (isAppError(error)) return { kind: 'refused', address, refusal: error.safeMessage };
    throw error;
  }
  const isPublic = address.startsWith('https://');
  return {
    kind: 'open',
    address,
    callback: publicUrl('/api/auth/callback/jobber').href,
    webhooks: isPublic ? publicUrl('/api/webhooks/jobber').href : null,
    topics,
    scopes: neededScopes.map(({ scope, label, hides }) => ({ scope, label, gives: hides })),
  };
}
