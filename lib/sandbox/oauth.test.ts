import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authorizePath, callback, openOffice } from './test-office';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.sandbox.close());

const userOf = async (name: string) => {
  const { body } = await office.control('accounts');
  return body.accounts[0].users.find((user: { name: string }) => user.name === name).id as string;
};
const decide = (fields: object) =>
  office.post(
    '/api/oauth/authorize',
    new URLSearchParams({
      ...Object.fromEntries(new URLSearchParams(authorizePath().split('?')[1])),
      ...fields,
    }),
  );
const codeFrom = (location: string | null) =>
  new URL(location ?? '').searchParams.get('code') ?? '';
const allow = async (fields: object = {}) =>
  codeFrom(
    (await decide({ decision: 'allow', user: await userOf('Ada Owner'), ...fields })).location,
  );
const exchange = (code: string, fields: object = {}) =>
  office.token({ grant_type: 'authorization_code', code, redirect_uri: callback, ...fields });

describe('consent', () => {
  test('the page says SANDBOX and offers every account and active user', async () => {
    const { status, text } = await office.get(authorizePath());
    expect(status).toBe(200);
    for (const shown of [
      'SANDBOX',
      'Acorn Cleaning',
      'Birch Lawn Care',
      'Ada Owner',
      'Allow',
      'Deny',
    ])
      expect(text).toContain(shown);
  });
  test('Allow comes back with a code and the state as it was', async () => {
    const { location } = await decide({ decision: 'allow', user: await userOf('Ben Admin') });
    expect(location).toMatch(
      /^http:\/\/localhost:3000\/api\/auth\/callback\/jobber\?code=\w+&state=abc$/,
    );
  });
  test('Deny comes back without any parameter', async () => {
    expect((await decide({ decision: 'deny' })).location).toBe(callback);
  });
  test('a callback that is not registered is refused on the page, without a redirect', async () => {
    const answer = await office.get(authorizePath({ redirect_uri: `${callback}/` }));
    expect([answer.status, answer.location]).toEqual([400, null]);
  });
  test('a user who is no admin cannot connect', async () => {
    const answer = await decide({ decision: 'allow', user: await userOf('Cleo Worker') });
    expect([answer.status, answer.location]).toEqual([403, null]);
    expect(answer.text).toContain('Only an admin');
  });
  test('a Marketplace start carries no state, neither there nor back', async () => {
    const { location } = await office.get('/marketplace/connect');
    expect(location).not.toContain('state');
    await office.control('app', { autoApprove: true });
    expect((await office.get(location ?? '')).location).not.toContain('state');
  });
  test('auto-approve passes by redirects alone', async () => {
    await office.control('app', { autoApprove: true });
    expect((await office.get(authorizePath())).location).toContain('code=');
  });
});

describe('tokens', () => {
  test('a code gives access and refresh token and nothing else, and works once', async () => {
    const code = await allow();
    expect(Object.keys((await exchange(code)).body)).toEqual(['access_token', 'refresh_token']);
    expect((await exchange(code)).body.error).toBe('invalid_grant');
  });
  test('a JSON body works like form fields', async () => {
    const { refresh_token } = await office.mint();
    const answer = await office.post('/api/oauth/token', {
      client_id: 'sandbox-client',
      client_secret: 'sandbox-secret',
      grant_type: 'refresh_token',
      refresh_token,
    });
    expect(answer.status).toBe(200);
  });
  test('a code is bound to its callback', async () => {
    expect((await exchange(await allow(), { redirect_uri: `${callback}/x` })).status).toBe(401);
  });
  test('a challenge that was sent is held against the verifier', async () => {
    const code_challenge = createHash('sha256').update('right').digest('base64url');
    const pkce = { code_challenge, code_challenge_method: 'S256' };
    expect((await exchange(await allow(pkce), { code_verifier: 'wrong' })).status).toBe(401);
    expect((await exchange(await allow(pkce), { code_verifier: 'right' })).status).toBe(200);
  });
  test('a wrong client secret is answered with Jobber’s sentence', async () => {
    const answer = await office.token({ client_secret: 'no', grant_type: 'refresh_token' });
    expect(answer.body.message).toBe(
      'The provided client id and secret do not match an existing application',
    );
  });
  test('a refresh names expires_at in Jobber’s format; the token is a JWT of 60 minutes', async () => {
    const { body } = await office.refresh((await office.mint()).refresh_token);
    expect(body.expires_at).toBe('2026-06-01 13:00:00 UTC');
    expect(body.expires_in).toBeUndefined();
    const payload = JSON.parse(
      Buffer.from(body.access_token.split('.')[1], 'base64url').toString(),
    );
    expect(payload.exp).toBe(Date.UTC(2026, 5, 1, 13) / 1000);
  });
  test('expires_in comes only when asked for', async () => {
    await office.control('app', { sendExpiresIn: true, accessTokenTtlSeconds: 90 });
    expect((await office.refresh((await office.mint()).refresh_token)).body.expires_in).toBe(90);
  });
  test('rotation on: each refresh gives a new refresh token and the redeemed one is refused', async () => {
    const { refresh_token } = await office.mint();
    const next = (await office.refresh(refresh_token)).body.refresh_token;
    expect(next).not.toBe(refresh_token);
    const again = await office.refresh(refresh_token);
    expect(again.status).toBe(401);
    expect(again.body).toEqual({
      error: 'invalid_grant',
      error_description: 'The provided refresh token is not valid.',
    });
    expect((await office.refresh(next)).status).toBe(200);
  });
  test('rotation off: the same refresh token comes back with a warning', async () => {
    await office.control('app', { rotation: 'off' });
    const { refresh_token } = await office.mint();
    const { body } = await office.refresh(refresh_token);
    expect(body.refresh_token).toBe(refresh_token);
    expect(body.warning).toMatch(/^Refresh token rotation is off\./);
  });
  test('compat: a redeemed token still works, with a warning', async () => {
    await office.control('app', { rotation: 'compat' });
    const { refresh_token } = await office.mint();
    await office.refresh(refresh_token);
    const { status, body } = await office.refresh(refresh_token);
    expect([status, body.warning.startsWith('Unexpected Refresh Token Redemption: ')]).toEqual([
      200,
      true,
    ]);
  });
  test('reuse can end the whole family, or pass within a leeway', async () => {
    await office.control('app', { reuse: 'revoke_family' });
    const first = (await office.mint()).refresh_token;
    const second = (await office.refresh(first)).body.refresh_token;
    await office.refresh(first);
    expect((await office.refresh(second)).status).toBe(401);

    await office.control('app', { reuse: 'leeway', reuseLeewaySeconds: 10 });
    const other = (await office.mint()).refresh_token;
    await office.refresh(other);
    expect((await office.refresh(other)).status).toBe(200);
    await office.control('clock', { advanceMs: 11_000 });
    expect((await office.refresh(other)).status).toBe(401);
  });
});
