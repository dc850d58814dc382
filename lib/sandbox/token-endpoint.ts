import type { AppRegistration } from './app-registration';
import type { Grants, IssuedTokens } from './grants';
import { json, type Reply, type SandboxRequest } from './reply';

/** `POST /api/oauth/token`: form fields or JSON, the two grants that Jobber documents (facts 1.1, 1.3, 1.4). */
export function token(
  request: SandboxRequest,
  parts: { app: AppRegistration; grants: Grants },
): Reply {
  const { app, grants } = parts;
  if (request.method !== 'POST') return json(404, { message: 'Not Found' });
  const fields = tokenFields(request);
  if (!fields) return refused(400, 'invalid_request', 'The request body could not be read.');
  if (fields.client_id !== app.clientId || fields.client_secret !== app.clientSecret)
    return json(401, {
      message: 'The provided client id and secret do not match an existing application',
    });
  if (fields.grant_type === 'authorization_code') {
    const { code = '', redirect_uri, code_verifier } = fields;
    const outcome = grants.redeemCode(code, redirect_uri, code_verifier);
    return 'refused' in outcome
      ? refused(app.refusalStatus, 'invalid_grant', outcome.refused)
      : json(200, answer(outcome, parts));
  }
  if (fields.grant_type === 'refresh_token') {
    const issued = grants.refresh(fields.refresh_token ?? '');
    if (issued) return json(200, { ...answer(issued, parts), ...expiresAt(issued) });
    return refused(app.refusalStatus, 'invalid_grant', 'The provided refresh token is not valid.');
  }
  return refused(400, 'unsupported_grant_type', 'The grant type is not supported.');
}

/** The times as Jobber prints them, which is not ISO 8601: `2024-04-09 21:04:31 UTC`. */
export function jobberTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function tokenFields(request: SandboxRequest): { [name: string]: string | undefined } | null {
  if (!(request.headers['content-type'] ?? '').includes('json'))
    return Object.fromEntries(new URLSearchParams(request.body));
  try {
    const parsed: unknown = JSON.parse(request.body);
    if (typeof parsed !== 'object' || parsed === null) return null;
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    );
  } catch {
    return null;
  }
}

function answer(issued: IssuedTokens, { app }: { app: AppRegistration }) {
  return {
    ...(issued.warning ? { warning: issued.warning } : {}),
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    ...(app.sendExpiresIn ? { expires_in: app.accessTokenTtlSeconds } : {}),
  };
}

function expiresAt(issued: IssuedTokens) {
  return { expires_at: jobberTime(issued.expiresAt) };
}

function refused(status: number, error: string, description: string): Reply {
  return json(status, { error, error_description: description });
}
