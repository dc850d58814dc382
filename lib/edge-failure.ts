import 'server-only';
import { randomBytes } from 'node:crypto';
import { type ErrorCode, isAppError } from './errors';
import { log } from './log';

/**
 * How an expected failure looks to a screen; `reference` is in the log.
 * @public
 */
export type EdgeFailure = {
  error: { code: ErrorCode; message: string; reference: string; retryAfterMs?: number };
};

/**
 * Turns a thrown error into what may leave the server: the safe message of an AppError, one sentence for everything else.
 * The cause goes to the log under the same reference.
 * @public
 */
export function edgeFailure(
  error: unknown,
  where: { name: string; personId?: string },
): EdgeFailure {
  const reference = randomBytes(5).toString('hex');
  if (isAppError(error)) {
    log.warn({ event: 'refused', reference, code: error.code, ...where, err: error }, 'refused');
    const retry = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs };
    return { error: { code: error.code, message: error.safeMessage, reference, ...retry } };
  }
  log.error({ event: 'failed', reference, ...where, err: error }, 'failed');
  const message = 'Something failed on this server. Its log has the details under this reference.';
  return { error: { code: 'internal', message, reference } };
}
