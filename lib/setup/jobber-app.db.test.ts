import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestInstallation, testInstallation } from '@/lib/cli/test-installation';
import { changeEnv, env } from '@/lib/env';
import { webhookResponse } from '@/lib/sync/webhook-response';
import { accessToken } from '@/lib/vault/access-token';
import { keepJobberApp, loadJobberApp } from '@/lib/vault/app-secret';
import { acceptOtherApp, changeJobberApp } from '@/lib/vault/change-app';
import { drainRefreshes } from '@/lib/vault/drain';
import { keepTokens } from '@/lib/vault/keep-tokens';
import { checkKeys } from '@/lib/vault/keys';
import { changeJobberAppAs, jobberAppState } from './jobber-app';

let place: TestInstallation;
let connection: { id: string; jobberAccountId: string };
let owner: { personId: string };
const shared = globalThis as { fieldboardJobberApp?: unknown; fieldboardVault?: unknown };
const dayMs = 86_400_000;

beforeAll(async () => {
  place = await testInstallation();
  const { jobberAccountId } = await place.connect(0);
  nameNoApp();
  await keepJobberApp({ clientId: 'sandbox-client', clientSecret: 'sandbox-secret' });
  await checkKeys();
  const { rows } = await place.pool.query<{ id: string; personId: string }>(
    `select c.id, m.person_id "personId" from jobber_connections c, memberships m`,
  );
  connection = { id: rows[0]?.id ?? '', jobberAccountId };
  owner = { personId: rows[0]?.personId ?? '' };
});
afterAll(async () => {
  delete shared.fieldboardJobberApp;
  await closeDatabase();
  await place.close();
});
beforeEach(() => {
  place.sandbox.control.faults.clear();
});

function nameNoApp(): void {
  delete process.env.JOBBER_CLIENT_ID;
  delete process.env.JOBBER_CLIENT_SECRET;
  changeEnv({});
}

/** What another process of this server knows after it has looked. */
async function inAnotherProcess(): Promise<string[]> {
  delete shared.fieldboardJobberApp;
  delete shared.fieldboardVault;
  await loadJobberApp();
  const { JOBBER_CLIENT_ID, JOBBER_CLIENT_SECRET } = env();
  return [JOBBER_CLIENT_ID, JOBBER_CLIENT_SECRET];
}

async function webhookSignedWith(secret: string): Promise<number> {
  const event = {
    topic: 'CLIENT_UPDATE',
    accountId: connection.jobberAccountId,
    itemId: 'x',
    occurredAt: new Date().toISOString(),
  };
  const body = JSON.stringify({ data: { webHookEvent: event } });
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const { status } = await webhookResponse(
    new Request('http://localhost:3999/api/webhooks/jobber', {
      method: 'POST',
      body,
      headers: { 'x-jobber-hmac-sha256': signature },
    }),
  );
  return status;
}

async function stored() {
  const { rows } = await place.pool.query(
    `select c.status, c.status_reason reason, c.token_version version,
      (select count(*)::int from jobber_tokens) tokens from jobber_connections c`,
  );
  return rows[0];
}

describe('a change is refused and changes nothing', () => {
  test.each<[string, { clientId: string; clientSecret: string }, () => void, RegExp]>([
    [
      'a secret that Jobber does not accept',
      { clientId: 'sandbox-client', clientSecret: 'wrong' },
      () => undefined,
      /does not accept/,
    ],
    [
      'an app that sends people elsewhere',
      { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
      () => {
        place.sandbox.control.app.callbacks = ['https://elsewhere.example/callback'];
      },
      /exactly http:\/\/localhost:3999\/api\/auth\/callback\/jobber/,
    ],
    [
      'a Jobber that is away',
      { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
      () => {
        const fault = { path: '/api/oauth/token', status: 503, times: 1, after: 0, process: false };
        place.sandbox.control.faults.add(fault);
      },
      /Nothing was stored/,
    ],
  ])('%s', async (_, app, breaks, words) => {
    breaks();
    await expect(changeJobberAppAs(owner, app)).rejects.toMatchObject({
      safeMessage: expect.stringMatching(words),
    });
    place.sandbox.control.app.callbacks = 'any_loopback';
    expect(await inAnotherProcess()).toEqual(['sandbox-client', 'sandbox-secret']);
  });

  test('an owner of an account that did not claim this server', async () => {
    const { slug } = await place.connect(1);
    const { rows } = await place.pool.query<{ personId: string }>(
      `select person_id "personId" from memberships m join accounts a on a.id = m.account_id where a.slug = $1`,
      [slug],
    );
    const guest = { personId: rows[0]?.personId ?? '' };
    expect(await jobberAppState(guest)).toMatchObject({ mayChange: false });
    await expect(
      changeJobberAppAs(guest, { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await place.pool.query('delete from jobber_connections where jobber_account_id <> $1', [
      connection.jobberAccountId,
    ]);
  });
});

test('a new secret of the same app keeps connections, and webhooks signed with the old one count for a week', async () => {
  const before = await stored();
  place.sandbox.control.app.clientSecret = 'rolled-canary';
  await place.pool.query(
    `insert into vault_breaker (reason, probe_at) values ('invalid_client', app_now())`,
  );
  expect(
    await changeJobberAppAs(owner, { clientId: 'sandbox-client', clientSecret: 'rolled-canary' }),
  ).toEqual({ isOtherApp: false, ended: 0 });
  expect(await stored()).toEqual(before);
  expect((await place.pool.query('select 1 from vault_breaker')).rowCount).toBe(0);
  await place.shiftClock(3_600_000);
  expect((await accessToken(connection.id)).token).toBeTruthy();
  expect((await stored()).version).toBe(before.version + 1);
  expect(await webhookSignedWith('sandbox-secret')).toBe(200);
  expect(await webhookSignedWith('rolled-canary')).toBe(200);
  expect(await inAnotherProcess()).toEqual(['sandbox-client', 'rolled-canary']);
  expect(await webhookSignedWith('sandbox-secret')).toBe(200);
  await place.shiftClock(8 * dayMs);
  await loadJobberApp();
  expect(await webhookSignedWith('sandbox-secret')).toBe(401);
  expect(await webhookSignedWith('rolled-canary')).toBe(200);
  const { rows } = await place.pool.query(
    `select (select string_agg(j::text, '') from jobber_app j) || (select string_agg(e::text, '') from audit_events e) as text`,
  );
  expect(rows[0].text).not.toContain('canary');
  expect(rows[0].text).toContain('jobber_app_changed');
});

test('with another app every connection asks for one sign-in, says why, and works after it', async () => {
  Object.assign(place.sandbox.control.app, { clientId: 'second-app', clientSecret: 'second' });
  expect(
    await changeJobberAppAs(owner, { clientId: 'second-app', clientSecret: 'second' }),
  ).toEqual({ isOtherApp: true, ended: 1 });
  expect(await stored()).toMatchObject({ status: 'reconnect', reason: 'app_changed', tokens: 0 });
  expect(await webhookSignedWith('rolled-canary')).toBe(401);
  await checkKeys();
  const { accessToken: access, refreshToken } = place.sandbox.control.grants.grant(
    { accountId: connection.jobberAccountId, userId: await jobberUser() },
    place.sandbox.control.app.scopes,
  );
  await keepTokens({
    jobberAccountId: connection.jobberAccountId,
    jobberUserId: await jobberUser(),
    answer: { kind: 'ok', accessToken: access, refreshToken },
  });
  await place.shiftClock(3_600_000);
  expect((await accessToken(connection.id)).token).toBeTruthy();
  expect(await stored()).toMatchObject({ status: 'active', tokens: 1 });
  expect(await inAnotherProcess()).toEqual(['second-app', 'second']);
  await checkKeys();
});

test('a renewal that is under way while the app changes brings nothing back', async () => {
  await place.shiftClock(3_600_000);
  place.sandbox.control.faults.add({
    path: '/api/oauth/token',
    delayMs: 400,
    times: 1,
    after: 0,
    process: true,
  });
  const asked = accessToken(connection.id).catch((error: unknown) => error);
  await expect
    .poll(
      async () =>
        (await place.pool.query('select 1 from jobber_connections where lease_id is not null'))
          .rowCount,
    )
    .toBe(1);
  expect(await changeJobberApp({ clientId: 'in-between', clientSecret: 'x' })).toMatchObject({
    ended: 1,
  });
  await asked;
  await drainRefreshes();
  expect(await stored()).toMatchObject({ status: 'reconnect', reason: 'app_changed', tokens: 0 });
});

test('the environment wins: nothing can be changed here, and another app there is accepted by command', async () => {
  changeEnv({ JOBBER_CLIENT_ID: 'third-app', JOBBER_CLIENT_SECRET: 'third' });
  delete shared.fieldboardVault;
  Object.assign(place.sandbox.control.app, { clientId: 'third-app', clientSecret: 'third' });
  expect(await jobberAppState(owner)).toMatchObject({ clientId: 'third-app', from: 'environment' });
  await expect(
    changeJobberAppAs(owner, { clientId: 'third-app', clientSecret: 'third' }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await expect(checkKeys()).rejects.toMatchObject({
    safeMessage: expect.stringContaining('jobber-app --accept'),
  });
  expect(await acceptOtherApp()).toBe(1);
  await checkKeys();
  expect(await stored()).toMatchObject({ status: 'reconnect', reason: 'app_changed', tokens: 0 });
  nameNoApp();
});

async function jobberUser(): Promise<string> {
  const { rows } = await place.pool.query('select jobber_user_id id from jobber_connections');
  return rows[0].id;
}
