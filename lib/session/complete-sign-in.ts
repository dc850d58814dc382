import 'server-only';
import type { Account } from 'next-auth';
import { db as appDb } from '@/db/client';
import { type Admission, admit, type JobberIdentity } from '@/lib/access/admission';
import { audit } from '@/lib/access/audit';
import { revokeSession, startSession } from '@/lib/access/sessions';
import { env } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { processTokenResponse, type TokenAnswer } from '@/lib/jobber/oauth';
import { log } from '@/lib/log';
import { enqueueSlice } from '@/lib/sync/enqueue';
import { startAgain } from '@/lib/sync/start-again';
import { keepTokens } from '@/lib/vault/keep-tokens';
import { noteFailure, type SignInAttempt } from './sign-in-attempt';

/** What the session cookie says, and all it says. */
export type SessionIds = { personId: string; sid: string; authTime: number };

/**
 * Admits the person, hands the tokens to the vault and begins the session, all or nothing: whoever is refused, or comes
 * while the database fails, leaves no row. Throws after noting why.
 */
export async function completeSignIn(
  identity: JobberIdentity,
  account: Account,
  attempt: SignInAttempt,
): Promise<SessionIds> {
  try {
    const { admission, sid, authTime } = await writeSignIn(identity, account, attempt);
    attempt.slug = admission.slug;
    // Nobody is turned away because the queue is being made: the worker's next tick finds the account.
    await hurryReading(admission.accountId).catch((error: unknown) =>
      log.warn({ event: 'first_read_not_hurried', err: error }, 'the first read waits for a tick'),
    );
    return { personId: admission.personId, sid, authTime: Math.floor(authTime.getTime() / 1000) };
  } catch (error) {
    noteFailure('database_down');
    if (!(isAppError(error) && error.code === 'forbidden')) {
      log.error({ event: 'sign_in_failed', err: error }, 'the sign-in could not be written');
    }
    throw error;
  }
}

async function hurryReading(accountId: number): Promise<void> {
  await startAgain(appDb(), accountId);
  await enqueueSlice(appDb(), accountId, 0);
}

async function writeSignIn(identity: JobberIdentity, account: Account, attempt: SignInAttempt) {
  const answer = tokenAnswer(account);
  return appDb().transaction(async (tx) => {
    const admission = await admit(
      identity,
      { intent: attempt.intent, allowedAccounts: env().ALLOWED_JOBBER_ACCOUNTS },
      tx,
    );
    if (!admission.admitted) throw refusal(admission);
    await keepTokens({
      jobberAccountId: identity.jobberAccount.id,
      jobberUserId: identity.jobberUser.id,
      answer,
      sentAt: attempt.startedAt,
    });
    const { personId, accountId } = admission;
    if (attempt.previousSid) await revokeSession(personId, attempt.previousSid, tx);
    const session = await startSession(personId, attempt.userAgent, tx);
    const what = attempt.intent?.kind === 'reconnect' ? 'reconnected' : 'signed_in';
    await audit({ what, personId, accountId }, tx);
    return { admission, ...session };
  });
}

function refusal({ reason }: Extract<Admission, { admitted: false }>): AppError {
  noteFailure(reason);
  log.info({ event: 'sign_in_refused', reason }, 'a sign-in was refused');
  return new AppError('forbidden', 'This Jobber account may not sign in here.');
}

/** The OAuth library's view of the answer, read by the same rules as a refresh; it may have turned `expires_at` into seconds. */
function tokenAnswer({ access_token, refresh_token, expires_at, warning }: Account): TokenAnswer {
  const expiresAt =
    typeof expires_at === 'number' ? new Date(expires_at * 1000).toISOString() : expires_at;
  const body = JSON.stringify({ access_token, refresh_token, expires_at: expiresAt, warning });
  const outcome = processTokenResponse({
    kind: 'answered',
    status: 200,
    retryAfter: undefined,
    body,
  });
  if (outcome.kind === 'ok') return outcome;
  noteFailure('refused');
  throw new AppError('jobber_refused', 'Jobber gave no tokens.');
}
