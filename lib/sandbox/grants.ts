import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type AccessTokenClaims, readAccessToken, signAccessToken } from './access-token';
import type { AppRegistration } from './app-registration';
import type { SandboxClock } from './clock';

/** One consent of one user for one account: every token of it stands or falls together. */
export interface Grant {
  id: string;
  accountId: string;
  userId: string;
  scopes: readonly string[];
  /** `revoked`: the tokens are unknown to Jobber now. `disconnected`: the user ended the app in Jobber. */
  state: 'live' | 'revoked' | 'disconnected';
}

interface RefreshToken {
  grant: Grant;
  redeemedAt: number | null;
}

interface AuthorizationCode {
  accountId: string;
  userId: string;
  redirectUri: string;
  challenge: { value: string; method: string } | null;
  expiresAt: number;
  used: boolean;
}

export interface IssuedTokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
  warning?: string;
}

export type Identified =
  | { outcome: 'ok'; grant: Grant }
  | { outcome: 'unknown' | 'expired' | 'disconnected' };

/** Grants and tokens as the next sandbox on the same folder needs them; codes live too briefly. */
export interface KeptGrants {
  signingKey: string;
  grants: Grant[];
  refreshTokens: { token: string; grantId: string; redeemedAt: number | null }[];
  revokedAccessTokens: string[];
}

const codeLifeMs = 10 * 60_000;

/** Codes, grants and tokens of one app: pure state and sandbox time, no HTTP. */
export class Grants {
  private readonly grants = new Map<string, Grant>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly codes = new Map<string, AuthorizationCode>();
  private readonly revokedAccessTokens = new Set<string>();
  private readonly signingKey: string;

  /** `save` hears of every change before its answer goes out. */
  constructor(
    private readonly app: AppRegistration,
    private readonly clock: SandboxClock,
    kept: KeptGrants | null = null,
    private readonly save: ((grants: KeptGrants) => void) | null = null,
  ) {
    this.signingKey = kept?.signingKey ?? randomBytes(32).toString('hex');
    for (const grant of kept?.grants ?? []) this.grants.set(grant.id, grant);
    for (const { token, grantId, redeemedAt } of kept?.refreshTokens ?? []) {
      const grant = this.grants.get(grantId);
      if (grant) this.refreshTokens.set(token, { grant, redeemedAt });
    }
    for (const jti of kept?.revokedAccessTokens ?? []) this.revokedAccessTokens.add(jti);
  }

  issueCode(
    who: { accountId: string; userId: string },
    redirectUri: string,
    challenge: AuthorizationCode['challenge'],
  ): string {
    const code = randomBytes(20).toString('hex');
    const expiresAt = this.clock.now() + codeLifeMs;
    this.codes.set(code, { ...who, redirectUri, challenge, expiresAt, used: false });
    return code;
  }

  /** Tokens for a code, or the sentence that refuses it. A code works once. */
  redeemCode(
    code: string,
    redirectUri: string | undefined,
    verifier: string | undefined,
  ): IssuedTokens | { refused: string } {
    const known = this.codes.get(code);
    if (!known || known.used || known.expiresAt <= this.clock.now())
      return { refused: 'The provided authorization code is not valid.' };
    if (redirectUri !== known.redirectUri)
      return { refused: 'The provided redirect URI does not match the authorization request.' };
    if (known.challenge && !provesChallenge(known.challenge, verifier))
      return { refused: 'The provided code verifier does not match the code challenge.' };
    known.used = true;
    return this.grant(known, this.app.scopes);
  }

  /** A fresh grant with its first tokens. */
  grant(who: { accountId: string; userId: string }, scopes: readonly string[]): IssuedTokens {
    if (this.app.reconsent === 'revoke_earlier')
      for (const earlier of this.liveGrants(who.accountId)) earlier.state = 'revoked';
    const { accountId, userId } = who;
    const grant: Grant = { id: randomUUID(), accountId, userId, scopes, state: 'live' };
    this.grants.set(grant.id, grant);
    return this.kept(this.issue(grant, this.newRefreshToken(grant)));
  }

  /** New tokens for a refresh token by the app's rotation rules; null when Jobber refuses it. */
  refresh(token: string): IssuedTokens | null {
    const known = this.refreshTokens.get(token);
    if (known?.grant.state !== 'live') return null;
    if (this.app.rotation === 'off')
      return { ...this.issue(known.grant, token), warning: rotationOffWarning };
    const now = this.clock.now();
    if (known.redeemedAt !== null) return this.kept(this.reuse(known, now - known.redeemedAt));
    known.redeemedAt = now;
    return this.kept(this.issue(known.grant, this.newRefreshToken(known.grant)));
  }

  /** Whose token this is; refused ones say why. */
  identify(accessToken: string): Identified {
    const claims = readAccessToken(accessToken, this.signingKey);
    const grant = claims && this.grants.get(claims.grantId);
    if (!grant || this.revokedAccessTokens.has(claims.jti)) return { outcome: 'unknown' };
    if (grant.state === 'disconnected') return { outcome: 'disconnected' };
    if (grant.state === 'revoked') return { outcome: 'unknown' };
    if (claims.exp * 1000 <= this.clock.now()) return { outcome: 'expired' };
    return { outcome: 'ok', grant };
  }

  /** Ends grants of an account (of one user of it, when given); answers how many were live. */
  end(state: 'revoked' | 'disconnected', accountId?: string, userId?: string): number {
    const ended = this.liveGrants(accountId).filter((g) => !userId || g.userId === userId);
    for (const grant of ended) grant.state = state;
    return this.kept(ended.length);
  }

  /** Forgets one access or refresh token and leaves the rest of its grant alone. */
  revokeToken(token: string): boolean {
    if (this.refreshTokens.delete(token)) return this.kept(true);
    const claims: AccessTokenClaims | null = readAccessToken(token, this.signingKey);
    if (claims) this.revokedAccessTokens.add(claims.jti);
    return this.kept(claims !== null);
  }

  liveGrants(accountId?: string): Grant[] {
    return [...this.grants.values()].filter(
      (grant) => grant.state === 'live' && (!accountId || grant.accountId === accountId),
    );
  }

  /** Every refresh token that was ever given out and is still known, redeemed or not: what tests look for elsewhere. */
  everyRefreshToken(): string[] {
    return [...this.refreshTokens.keys()];
  }

  clear(): void {
    this.grants.clear();
    this.refreshTokens.clear();
    this.codes.clear();
    this.revokedAccessTokens.clear();
  }

  /** Saves what changed and hands the answer on. */
  private kept<Answer>(answer: Answer): Answer {
    this.save?.({
      signingKey: this.signingKey,
      grants: [...this.grants.values()],
      refreshTokens: [...this.refreshTokens].map(([token, { grant, redeemedAt }]) => ({
        token,
        grantId: grant.id,
        redeemedAt,
      })),
      revokedAccessTokens: [...this.revokedAccessTokens],
    });
    return answer;
  }

  private reuse(known: RefreshToken, sinceMs: number): IssuedTokens | null {
    if (this.app.rotation === 'compat')
      return {
        ...this.issue(known.grant, this.newRefreshToken(known.grant)),
        warning: unexpectedRedemptionWarning,
      };
    if (this.app.reuse === 'leeway' && sinceMs <= this.app.reuseLeewaySeconds * 1000)
      return this.issue(known.grant, this.newRefreshToken(known.grant));
    if (this.app.reuse === 'revoke_family') known.grant.state = 'revoked';
    return null;
  }

  private newRefreshToken(grant: Grant): string {
    const token = randomBytes(32).toString('hex');
    this.refreshTokens.set(token, { grant, redeemedAt: null });
    return token;
  }

  private issue(grant: Grant, refreshToken: string): IssuedTokens {
    const iat = Math.floor(this.clock.now() / 1000);
    const exp = iat + this.app.accessTokenTtlSeconds;
    const claims = { jti: randomUUID(), grantId: grant.id, iat, exp };
    const accessToken = signAccessToken(claims, this.signingKey);
    return { accessToken, refreshToken, expiresAt: exp * 1000 };
  }
}

const rotationOffWarning =
  'Refresh token rotation is off. Turn it on in the Developer Center to keep accounts safer.';
const unexpectedRedemptionWarning =
  'Unexpected Refresh Token Redemption: this refresh token was redeemed before. Use the newest one.';

function provesChallenge(
  challenge: { value: string; method: string },
  verifier: string | undefined,
): boolean {
  if (!verifier) return false;
  if (challenge.method !== 'S256') return verifier === challenge.value;
  return createHash('sha256').update(verifier).digest('base64url') === challenge.value;
}
