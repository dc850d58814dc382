import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AccessTokenClaims {
  /** Identifies this token among all that the sandbox ever signed. */
  jti: string;
  grantId: string;
  iat: number;
  /** Seconds since 1970, like every JWT. */
  exp: number;
}

/** Jobber's access tokens are JWTs signed with HS256 (facts 1.3); nobody but the server can verify them. */
export function signAccessToken(claims: AccessTokenClaims, key: string): string {
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const payload = encode(claims);
  return `${head}.${payload}.${signature(`${head}.${payload}`, key)}`;
}

/** The claims of a token that this sandbox signed, expired or not; null for anything else. */
export function readAccessToken(token: string, key: string): AccessTokenClaims | null {
  const [head, payload, given, ...rest] = token.split('.');
  if (!head || !payload || !given || rest.length > 0) return null;
  const expected = Buffer.from(signature(`${head}.${payload}`, key));
  const actual = Buffer.from(given);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return null;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as AccessTokenClaims;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
