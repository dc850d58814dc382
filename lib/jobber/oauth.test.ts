import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  accessTokenExpiry,
  authorizationUrl,
  exchangeCode,
  processTokenResponse,
  refreshTokens,
  type TokenAnswer,
} from './oauth';

const app = { clientId: 'id', clientSecret: 's&cret', hardLimitMs: 2_000 };
const open: (http.Server | net.Server)[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
  }
});

async function listen<Server extends http.Server | net.Server>(server: Server): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const seen: { method: string; type: string | undefined; form: Record<string, string> }[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      seen.push({
        method: request.method ?? '',
        type: request.headers['content-type'],
        form: Object.fromEntries(new URLSearchParams(text)),
      });
      response.writeHead(status, headers).end(body);
    });
  });
  return { server, seen };
}

function answered(status: number, body: string, retryAfter?: string) {
  return processTokenResponse({ kind: 'answered', status, body, retryAfter });
}

function tokens(extra: Record<string, unknown> = {}): string {
  return JSON.stringify({ access_token: 'a', refresh_token: 'r', ...extra });
}

describe('the token POST over HTTP', () => {
  it('sends the refresh token and the client secret as form fields, once', async () => {
    const { server, seen } = answering(200, tokens());
    const apiUrl = await listen(server);
    const outcome = await refreshTokens({ ...app, apiUrl, refreshToken: 'old' });
    expect(outcome).toEqual({ kind: 'ok', accessToken: 'a', refreshToken: 'r' });
    expect(seen).toEqual([
      {
        method: 'POST',
        type: 'application/x-www-form-urlencoded',
        form: {
          client_id: 'id',
          client_secret: 's&cret',
          grant_type: 'refresh_token',
          refresh_token: 'old',
        },
      },
    ]);
  });

  it('sends code, callback and verifier when it exchanges a code', async () => {
    const { server, seen } = answering(200, tokens());
    const apiUrl = await listen(server);
    await exchangeCode({
      ...app,
      apiUrl,
      code: 'c',
      redirectUri: 'http://localhost:1/back?x=1',
      codeVerifier: 'v',
    });
    expect(seen[0]?.form).toMatchObject({
      grant_type: 'authorization_code',
      code: 'c',
      redirect_uri: 'http://localhost:1/back?x=1',
      code_verifier: 'v',
    });
  });

  it('does not follow a redirect', async () => {
    const { server, seen } = answering(307, '', { location: '/elsewhere' });
    const outcome = await refreshTokens({
      ...app,
      apiUrl: await listen(server),
      refreshToken: 'old',
    });
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'HTTP 307' });
    expect(seen).toHaveLength(1);
  });

  it('knows that nothing was sent when the connection is refused', async () => {
    const server = http.createServer();
    const apiUrl = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const outcome = await refreshTokens({ ...app, apiUrl, refreshToken: 'old' });
    expect(outcome.kind).toBe('not_sent');
  });

  it('knows that nothing was sent when the host does not resolve', async () => {
    const outcome = await refreshTokens({
      ...app,
      apiUrl: 'http://jobber.invalid',
      refreshToken: 'old',
    });
    expect(outcome.kind).toBe('not_sent');
  });

  it('knows that nothing was sent when TLS fails', async () => {
    let received = '';
    const plain = net.createServer((socket) => {
      socket.once('data', (chunk) => {
        received += chunk.toString('latin1');
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    });
    const apiUrl = (await listen(plain)).replace('http:', 'https:');
    const outcome = await refreshTokens({ ...app, apiUrl, refreshToken: 'old-refresh-token' });
    expect(outcome.kind).toBe('not_sent');
    expect(received).not.toContain('old-refresh-token');
  });

  it('calls it unknown when the connection is reset after the request was read', async () => {
    let calls = 0;
    const server = http.createServer((request) => {
      calls += 1;
      request.resume().on('end', () => request.socket.resetAndDestroy());
    });
    const outcome = await refreshTokens({
      ...app,
      apiUrl: await listen(server),
      refreshToken: 'old',
    });
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'no answer' });
    expect(calls).toBe(1);
  });

  it('calls it unknown when no answer comes within the hard limit', async () => {
    const server = http.createServer(() => undefined);
    const apiUrl = await listen(server);
    const outcome = await refreshTokens({ ...app, apiUrl, refreshToken: 'old', hardLimitMs: 80 });
    expect(outcome.kind).toBe('unknown');
  });

  it('calls it unknown when the body stops half way', async () => {
    const server = http.createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"access_token":"a"');
      setTimeout(() => response.destroy(), 20);
    });
    const outcome = await refreshTokens({
      ...app,
      apiUrl: await listen(server),
      refreshToken: 'old',
    });
    expect(outcome.kind).toBe('unknown');
  });
});

describe('what an answer means', () => {
  it('keeps the same refresh token and the warning when rotation is off', () => {
    expect(answered(200, tokens({ warning: 'Refresh token rotation is off. …' }))).toEqual({
      kind: 'ok',
      accessToken: 'a',
      refreshToken: 'r',
      warning: 'Refresh token rotation is off. …',
    });
  });

  it("reads Jobber's expires_at, which is not ISO 8601", () => {
    expect(answered(200, tokens({ expires_at: '2024-04-09 21:04:31 UTC' }))).toMatchObject({
      expiresAt: new Date('2024-04-09T21:04:31Z'),
    });
  });

  it.each([
    ['truncated JSON', '{"access_token":"a","refre'],
    ['HTML', '<html>Please wait</html>'],
    ['no refresh token', '{"access_token":"a"}'],
    ['an empty refresh token', '{"access_token":"a","refresh_token":""}'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('keeps the raw text of a 200 with %s, because the grant is probably spent', (_what, body) => {
    expect(answered(200, body)).toMatchObject({ kind: 'unknown', rawAnswer: body });
  });

  it.each([
    [
      401,
      '{"error":"invalid_grant","error_description":"The provided refresh token is not valid."}',
    ],
    [400, '{"message":"The provided refresh token is not valid."}'],
    [400, 'The provided refresh token is not valid.'],
    [400, '{"error":"invalid_grant"}'],
  ])('reads HTTP %i %s as invalid_grant', (status, body) => {
    expect(answered(status, body).kind).toBe('invalid_grant');
  });

  it.each([
    '{"error":"invalid_client"}',
    '{"message":"The provided client id and secret do not match an existing application"}',
  ])('reads %s as a wrong secret of ours, not as an ended grant', (body) => {
    expect(answered(401, body).kind).toBe('invalid_client');
  });

  it.each([500, 502, 503, 504])('never reads HTTP %i as an ended grant', (status) => {
    expect(answered(status, '{"error":"invalid_grant"}').kind).toBe('unknown');
  });

  it('calls an unexplained 4xx rejected and keeps its words', () => {
    expect(answered(403, '<h1>Forbidden</h1>')).toEqual({
      kind: 'rejected',
      status: 403,
      message: 'Forbidden',
    });
  });

  it('hands on Retry-After in milliseconds, and says when there is none', () => {
    expect(answered(429, '', '7')).toEqual({ kind: 'throttled', status: 429, retryAfterMs: 7_000 });
    expect(answered(429, '')).toEqual({ kind: 'throttled', status: 429, retryAfterMs: undefined });
  });
});

describe('when an access token expires', () => {
  const sentAt = new Date('2026-11-01T12:00:00Z');
  const bare: TokenAnswer = { kind: 'ok', accessToken: 'a', refreshToken: 'r' };
  const minutes = (answer: TokenAnswer) =>
    (accessTokenExpiry(answer, sentAt).getTime() - sentAt.getTime()) / 60_000;

  it('is 60 minutes after sending without any hint', () => {
    expect(minutes(bare)).toBe(60);
  });

  it('is the earliest of all hints', () => {
    const expiresAt = new Date('2026-11-01T12:50:00Z');
    expect(minutes({ ...bare, expiresAt, expiresInSeconds: 2_400 })).toBe(40);
    expect(minutes({ ...bare, expiresAt, jwtExp: new Date('2026-11-01T12:30:00Z') })).toBe(30);
  });

  it('uses the lifetime inside the JWT when the clocks differ', () => {
    const jwtExp = new Date('2026-11-02T13:00:00Z');
    const jwtIssuedAt = new Date('2026-11-02T12:00:00Z');
    expect(minutes({ ...bare, jwtExp, jwtIssuedAt })).toBe(60);
  });

  it.each([
    ['a negative', -5, 5_000],
    ['a huge', 10 ** 12, 86_400_000],
  ])('clamps %s expires_in', (_what, expiresInSeconds, expectedMs) => {
    expect(minutes({ ...bare, expiresInSeconds }) * 60_000).toBe(expectedMs);
  });

  it('reads exp and iat from the token and expires_in from text', () => {
    const claims = Buffer.from('{"exp":1700003600,"iat":1700000000}').toString('base64url');
    const answer = { access_token: `x.${claims}.y`, refresh_token: 'r', expires_in: '90' };
    expect(answered(200, JSON.stringify(answer))).toMatchObject({
      jwtExp: new Date(1_700_003_600_000),
      jwtIssuedAt: new Date(1_700_000_000_000),
      expiresInSeconds: 90,
    });
  });
});

it('builds an authorize address with state and a challenge', () => {
  const url = authorizationUrl({
    apiUrl: 'https://api.getjobber.com',
    clientId: 'id',
    redirectUri: 'http://localhost:3000/api/auth/callback/jobber',
    state: 's',
    codeChallenge: 'ch',
  });
  expect(url.origin + url.pathname).toBe('https://api.getjobber.com/api/oauth/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'id',
    redirect_uri: 'http://localhost:3000/api/auth/callback/jobber',
    state: 's',
    code_challenge: 'ch',
    code_challenge_method: 'S256',
  });
});
