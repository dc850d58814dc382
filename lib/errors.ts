/**
 * Every failure that a caller can act on. The code is a closed union, `safeMessage` may be shown to a person,
 * and the cause stays inside for the log.
 */
const codes = [
  'bad_input',
  'not_signed_in',
  'fresh_sign_in_required',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'too_large',
  'reconnect_required',
  'temporarily_unavailable',
  'jobber_unreachable',
  'jobber_refused',
  'jobber_throttled',
  'jobber_hidden',
  'jobber_disconnected',
  'jobber_inactive',
  'misconfigured',
  'database_unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof codes)[number];

/** @public */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    readonly safeMessage: string,
    options?: { cause?: unknown; retryAfterMs?: number },
  ) {
    super(safeMessage, options?.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfterMs = options?.retryAfterMs;
  }

  readonly retryAfterMs: number | undefined;
}

/**
 * True when `error` is an AppError, also across module copies that a bundler made.
 * @public
 */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error;
}
