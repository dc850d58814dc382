import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { admit } from '@/lib/access/admission';
import { jobberFor } from '@/lib/connection';
import { graphql } from '@/lib/jobber/graphql';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { webhookResponse } from '@/lib/sync/webhook-response';
import { accessToken } from '@/lib/vault/access-token';
import { keepTokens } from '@/lib/vault/keep-tokens';
import { vault } from '@/lib/vault/vault';
import { startWorker } from '@/lib/worker/start-worker';
import { confirmDisconnect } from './confirm-disconnect';

let database: TestDatabase;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({ size: 'small', seed: 1, latency: { baseMs: 0, perRowMs: 0 } });
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'x'.repeat(40),
    JOBBER_API_URL: sandbox.url,
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    LOG_LEVEL: 'silent',
  });
});
afterAll(async () => {
  await closeDatabase();
  await sandbox.close();
  await database.close();
});

async function connected(index: number) {
  const store = [...sandbox.control.world.accounts.values()][index];
  const user = store?.all('User').find((one) => one.isAccountAdmin);
  if (!store || !user) throw new Error('the sandbox has no such admin');
  const jobberAccountId = store.account.id;
  const { grants, app } = sandbox.control;
  const issued = grants.grant({ accountId: jobberAccountId, userId: user.id }, app.scopes);
  const admission = await database.db.transaction((tx) =>
    admit(
      {
        jobberAccount: { id: jobberAccountId, name: store.account.name },
        jobberUser: { id: user.id, name: user.name.full, email: null, isAdmin: true },
      },
      { intent: null, allowedAccounts: [jobberAccountId] },
      tx,
    ),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  const { connectionId } = await keepTokens({
    jobberAccountId,
    jobberUserId: user.id,
    answer: { kind: 'ok', accessToken: issued.accessToken, refreshToken: issued.refreshToken },
  });
  return { jobberAccountId, accountId: admission.accountId, connectionId };
}

async function statusOf(connectionId: string) {
  const { rows } = await database.pool.query<{ status: string; tokens: number }>(
    `select status, (select count(*)::int from jobber_tokens where connection_id = id) tokens
     from jobber_connections where id = $1`,
    [connectionId],
  );
  return rows[0];
}

const gone = { status: 'disconnected', tokens: 0 };
const alive = { status: 'active', tokens: 1 };
const soon = () => new Date(Date.now() + 1_000);

test('a word that the app was disconnected is asked back: a live connection stays, an ended one is wiped', async () => {
  const { jobberAccountId, connectionId } = await connected(0);
  expect(await confirmDisconnect({ jobberAccountId, occurredAt: soon() })).toBe(0);
  expect(await statusOf(connectionId)).toEqual(alive);
  sandbox.control.grants.end('disconnected', jobberAccountId);
  expect(await confirmDisconnect({ jobberAccountId, occurredAt: soon() })).toBe(1);
  expect(await statusOf(connectionId)).toEqual(gone);
});

test('while Jobber gives no clear answer nothing is wiped and the check is repeated', async () => {
  const { jobberAccountId, connectionId } = await connected(0);
  sandbox.control.faults.add({
    path: '/api/graphql',
    status: 503,
    times: 1,
    after: 0,
    process: false,
  });
  await expect(confirmDisconnect({ jobberAccountId, occurredAt: soon() })).rejects.toMatchObject({
    code: 'jobber_unreachable',
  });
  expect(await statusOf(connectionId)).toEqual(alive);
});

test('an answer that says so ends the connection, without any webhook', async () => {
  const { jobberAccountId, accountId, connectionId } = await connected(1);
  sandbox.control.grants.end('disconnected', jobberAccountId);
  const asked = jobberFor(accountId).query(graphql(`query WhoAmI { user { id } }`), {});
  await expect(asked).rejects.toMatchObject({ code: 'jobber_disconnected' });
  await expect.poll(() => statusOf(connectionId)).toEqual(gone);
});

test('a signed APP_DISCONNECT reaches the worker, which asks Jobber and wipes', async () => {
  const { jobberAccountId, connectionId } = await connected(2);
  const worker = await startWorker();
  try {
    sandbox.control.grants.end('disconnected', jobberAccountId);
    const event = {
      topic: 'APP_DISCONNECT',
      accountId: jobberAccountId,
      itemId: jobberAccountId,
      occurredAt: soon().toISOString(),
    };
    const body = JSON.stringify({ data: { webHookEvent: event } });
    const signature = createHmac('sha256', 'sandbox-secret').update(body).digest('base64');
    const answer = await webhookResponse(
      new Request('http://localhost:3000/api/webhooks/jobber', {
        method: 'POST',
        body,
        headers: { 'x-jobber-hmac-sha256': signature },
      }),
    );
    expect(answer.status).toBe(200);
    await expect.poll(() => statusOf(connectionId), { timeout: 15_000 }).toEqual(gone);
  } finally {
    await worker.stop();
  }
});

test('tokens that arrive after a disconnect are ended at Jobber too', async () => {
  const { jobberAccountId, connectionId } = await connected(0);
  const { token } = await accessToken(connectionId);
  expect(sandbox.control.grants.liveGrants(jobberAccountId)).not.toEqual([]);
  await vault().disconnectAtJobber?.(token);
  expect(sandbox.control.grants.liveGrants(jobberAccountId)).toEqual([]);
});
