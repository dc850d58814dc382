/**
 * Every way a sign-in can end without a session; each has its own words on the sign-in page.
 */
export const signInFailures = [
  'denied',
  'started_at_jobber',
  'lost_state',
  'code_spent',
  'callback_mismatch',
  'wrong_secret',
  'not_admin',
  'inactive',
  'users_hidden',
  'stranger',
  'other_account',
  'linked_elsewhere',
  'not_owner',
  'lost_intent',
  'signed_out',
  'jobber_down',
  'rate_limited',
  'database_down',
  'foreign_origin',
  'refused',
] as const;

/** @public */
export type SignInFailure = (typeof signInFailures)[number];

/**
 * Narrows what stands in an address.
 * @public
 */
export function isSignInFailure(value: string | undefined): value is SignInFailure {
  return signInFailures.some((failure) => failure === value);
}

/**
 * Reads the reason out of an error of the code exchange. next-auth keeps only its message, and Jobber documents neither
 * status nor shape of a refusal, so the words decide and 401 without words counts as wrong credentials.
 */
export function failureOfExchange(message: string): SignInFailure {
  if (/state|pkce|code_verifier|different provider/i.test(message)) return 'lost_state';
  if (/invalid_client|client id and secret|unauthorized_client/i.test(message)) {
    return 'wrong_secret';
  }
  if (/redirect/i.test(message)) return 'callback_mismatch';
  if (/access_denied/i.test(message)) return 'denied';
  if (/invalid_grant|authorization code/i.test(message)) return 'code_spent';
  if (/got: 401/.test(message)) return 'wrong_secret';
  if (/got: 5\d\d|got: 429|timed out|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|socket|JSON/i.test(message)) {
    return 'jobber_down';
  }
  return 'refused';
}
