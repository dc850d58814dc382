import { postForm, type TokenTransport, type TransportResult } from './token-transport';

/**
 * The app as registered in Jobber's Developer Center. `apiUrl` is an origin.
 * @public
 */
export type OAuthApp = { apiUrl: string; clientId: string; clientSecret: string };

/**
 * Tokens as Jobber sent them; the three expiry hints are independent, use `accessTokenExpiry`.
 * @public
 */
export type TokenAnswer = {
  kind: 'ok';
  accessToken: string;
  refreshToken: string;
  /** Parsed from `expires_at`, which Jobber writes as `2024-04-09 21:04:31 UTC`. */
  expiresAt?: Date;
  /** `expires_in`; Jobber does not send it by default. */
  expiresInSeconds?: number;
  /** The `exp` claim of the access token. */
  jwtExp?: Date;
  /** The `iat` claim of the access token: `jwtExp - jwtIssuedAt` is a lifetime that no clock skew touches. */
  jwtIssuedAt?: Date;
  /** Jobber's `warning`, e.g. "Refresh token rotation is off.". */
  warning?: string;
};

/**
 * Every way one token POST can end. The grant was certainly not spent for `not_sent`, `throttled`, `invalid_client` and
 * `rejected`; it may have been for `unknown` (a timeout, a reset, a 5xx, an unreadable 200).
 * @public
 */
export type TokenOutcome =
  | TokenAnswer
  | { kind: 'not_sent'; cause: Error }
  | { kind: 'throttled'; status: number; retryAfterMs: number | undefined }
  | { kind: 'invalid_grant'; message: string }
  | { kind: 'invalid_client'; message: string }
  | { kind: 'rejected'; status: number; message: string }
  | { kind: 'unknown'; reason: string; cause?: Error; rawAnswer?: string };

type TokenCall = OAuthApp & { hardLimitMs: number; transport?: TokenTransport };

/**
 * Where a person is sent to allow the app. Jobber ignores `scope`: scopes are set in the Developer Center.
 * @public
 */
export function authorizationUrl(request: {
  apiUrl: string;
  clientId: string;
  redirectUri: string;
  state: string;
  codeChallenge?: string;
}): URL {
  const url = new URL('/api/oauth/authorize', request.apiUrl);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  if (request.codeChallenge) {
    url.searchParams.set('code_challenge', request.codeChallenge);
    url.searchParams.set('code_challenge_method', 'S256');
  }
  return url;
}

/**
 * Trades an authorization code for tokens: one POST, never retried, because a code works once.
 * @public
 */
export async function exchangeCode(
  call: TokenCall & { code: string; redirectUri: string; codeVerifier?: string },
): Promise<TokenOutcome> {
  const form: Record<string, string> = {
    grant_type: 'authorization_code',
    code: call.code,
    redirect_uri: call.redirectUri,
  };
  if (call.codeVerifier) form.code_verifier = call.codeVerifier;
  return processTokenResponse(await tokenRequest(call, form));
}

/**
 * Redeems a refresh token: one POST, never retried, never aborted by a caller. With rotation on the old token is dead
 * the moment Jobber reads this, so the caller saves an `ok` before it does anything else.
 * @public
 */
export async function refreshTokens(
  call: TokenCall & { refreshToken: string },
): Promise<TokenOutcome> {
  const form = { grant_type: 'refresh_token', refresh_token: call.refreshToken };
  return processTokenResponse(await tokenRequest(call, form));
}

function tokenRequest(call: TokenCall, form: Record<string, string>): Promise<TransportResult> {
  const { transport = postForm } = call;
  return transport({
    url: new URL('/api/oauth/token', call.apiUrl),
    form: new URLSearchParams({
      client_id: call.clientId,
      client_secret: call.clientSecret,
      ...form,
    }),
    hardLimitMs: call.hardLimitMs,
  });
}

/**
 * Judges what came back of a token POST. Pure.
 * @public
 */
export function processTokenResponse(result: TransportResult): TokenOutcome {
  if (result.kind === 'not_sent') return result;
  if (result.kind === 'no_answer') {
    return { kind: 'unknown', reason: 'no answer', cause: result.cause };
  }
  const { status, body } = result;
  const json = parseObject(body);
  if (status >= 200 && status < 300) return judgeSuccess(json, body);
  if ([408, 409, 423, 425, 429].includes(status)) {
    return { kind: 'throttled', status, retryAfterMs: parseRetryAfter(result.retryAfter) };
  }
  if (status >= 400 && status < 500) return judgeRefusal(status, json, body);
  return { kind: 'unknown', reason: `HTTP ${status}` };
}

function judgeSuccess(json: Record<string, unknown> | undefined, body: string): TokenOutcome {
  const accessToken = text(json?.access_token);
  const refreshToken = text(json?.refresh_token);
  if (!json || !accessToken || !refreshToken) {
    if (json && text(json.error)) return judgeRefusal(200, json, body);
    return { kind: 'unknown', reason: 'a success without both tokens', rawAnswer: body };
  }
  const answer: TokenAnswer = { kind: 'ok', accessToken, refreshToken };
  const expiresAt = parseJobberTime(text(json.expires_at));
  if (expiresAt) answer.expiresAt = expiresAt;
  const expiresIn = Number(text(json.expires_in) ?? json.expires_in ?? Number.NaN);
  if (json.expires_in !== '' && Number.isFinite(expiresIn)) answer.expiresInSeconds = expiresIn;
  const claims = jwtClaims(accessToken);
  if (claims.exp) answer.jwtExp = claims.exp;
  if (claims.iat) answer.jwtIssuedAt = claims.iat;
  const warning = text(json.warning);
  if (warning) answer.warning = warning;
  return answer;
}

// Jobber documents neither status nor shape of a refusal, so the sentence counts wherever it stands in a 4xx body.
function judgeRefusal(
  status: number,
  json: Record<string, unknown> | undefined,
  body: string,
): TokenOutcome {
  const code = text(json?.error);
  const message = (
    text(json?.error_description) ??
    text(json?.message) ??
    code ??
    body.replace(/<[^>]*>/g, ' ').trim()
  ).slice(0, 200);
  if (code === 'invalid_client' || /client id and secret do not match/i.test(body)) {
    return { kind: 'invalid_client', message };
  }
  if (/\binvalid_grant\b|provided refresh token is not valid/i.test(body)) {
    return { kind: 'invalid_grant', message };
  }
  return { kind: 'rejected', status, message };
}

/**
 * When to treat an access token as expired: the earliest of all hints in the answer, counted from before the request
 * was sent, 60 minutes without any, and never less than 5 s or more than 24 h ahead.
 * @public
 */
export function accessTokenExpiry(answer: TokenAnswer, sentAt: Date): Date {
  const sent = sentAt.getTime();
  const candidates: number[] = [];
  if (answer.expiresAt) candidates.push(answer.expiresAt.getTime());
  if (answer.expiresInSeconds !== undefined) candidates.push(sent + answer.expiresInSeconds * 1000);
  if (answer.jwtExp) candidates.push(answer.jwtExp.getTime());
  if (answer.jwtExp && answer.jwtIssuedAt) {
    candidates.push(sent + answer.jwtExp.getTime() - answer.jwtIssuedAt.getTime());
  }
  const readable = candidates.filter(Number.isFinite);
  const earliest = readable.length > 0 ? Math.min(...readable) : sent + 3_600_000;
  return new Date(Math.min(Math.max(earliest, sent + 5_000), sent + 86_400_000));
}

/** Reads Jobber's `2024-04-09 21:04:31 UTC` as well as ISO 8601; undefined when it is neither. */
export function parseJobberTime(value: string | undefined): Date | undefined {
  if (!value) return undefined;
  const iso = value.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?) UTC$/, '$1T$2Z');
  const parsed = new Date(iso);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed;
}

/** A `Retry-After` header (seconds or an HTTP date) in milliseconds; undefined when absent or unreadable. */
export function parseRetryAfter(
  header: string | null | undefined,
  now = Date.now(),
): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : new Date(header).getTime() - now;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

// The signature is Jobber's secret (HS256): the claims are read as hints and never trusted for access.
function jwtClaims(token: string): { exp?: Date; iat?: Date } {
  const payload = token.split('.')[1];
  const json = payload
    ? parseObject(Buffer.from(payload, 'base64url').toString('utf8'))
    : undefined;
  const claims: { exp?: Date; iat?: Date } = {};
  if (typeof json?.exp === 'number') claims.exp = new Date(json.exp * 1000);
  if (typeof json?.iat === 'number') claims.iat = new Date(json.iat * 1000);
  return claims;
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
