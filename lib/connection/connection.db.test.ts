import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from '@/lib/access/account-scope';
import { admit } from '@/lib/access/admission';
import { disconnect, jobberFor, reconnectNeeded } from '@/lib/connection';
import { graphql } from '@/lib/jobber/graphql';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { completeSignIn } from '@/lib/session/complete-sign-in';
import { keepTokens } from '@/lib/vault/keep-tokens';
import { findLiveSession, startSession } from '../access/sessions';
import { accountConnections, connectionEvents, connections } from './connections';
import { scopesSeen } from './scopes';

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
  });
});

afterAll(async () => {
  await closeDatabase();
  await sandbox.close();
  await database.close();
});

const whoAmI = graphql(`query WhoAmI { user { id } }`);

/** Signs one admin of the sandbox's account at `index` in, without a browser. */
async function connected(index: number, userIndex = 0) {
  const store = [...sandbox.control.world.accounts.values()][index];
  const admins = store?.all('User').filter((user) => user.isAccountAdmin) ?? [];
  const user = admins[userIndex];
  if (!store || !user) throw new Error('the sandbox has no such admin');
  const ids = { accountId: store.account.id, userId: user.id };
  const { accessToken, refreshToken } = sandbox.control.grants.grant(
    ids,
    sandbox.control.app.scopes,
  );
  const admission = await database.db.transaction((tx) =>
    admit(
      {
        jobberAccount: { id: ids.accountId, name: store.account.name },
        jobberUser: { id: ids.userId, name: user.name.full, email: null, isAdmin: true },
      },
      { intent: null, allowedAccounts: [ids.accountId] },
      tx,
    ),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  const answer = { kind: 'ok', accessToken, refreshToken } as const;
  await keepTokens({ jobberAccountId: ids.accountId, jobberUserId: ids.userId, answer });
  return { ...admission, accountKey: ids.accountId, userId: ids.userId };
}

async function asker(accountId: number, personId?: string): Promise<string | undefined> {
  const client = jobberFor(accountId, personId ? { personId } : {});
  return (await client.query(whoAmI, {})).data.user?.id;
}

test('background work uses the first grant, a person the own one, and either falls back to a live one', async () => {
  const first = await connected(0, 0);
  const second = await connected(0, 1);
  expect(await asker(first.accountId)).toBe(first.userId);
  expect(await asker(first.accountId, second.personId)).toBe(second.userId);
  sandbox.control.grants.end('revoked', second.accountKey, second.userId);
  expect(await asker(first.accountId, second.personId)).toBe(first.userId);
  expect(await reconnectNeeded(first.accountId)).toBe(false);
});

test('the permissions that the app lacks are found by asking', async () => {
  const { accountId } = await connected(1);
  const all = await scopesSeen(jobberFor(accountId));
  expect(all.filter((scope) => !scope.isSeen)).toEqual([]);
});

test('disconnecting tells Jobber, wipes the tokens of that account alone and is remembered', async () => {
  const kept = await connected(0);
  const left = await connected(2);
  const scope = await requireAccounts(left, left.slug);
  expect(await disconnect(scope, left.accountId)).toEqual({ toldJobber: true });
  expect(sandbox.control.grants.liveGrants(left.accountKey)).toEqual([]);
  const { rows } = await database.pool.query(
    'select count(*)::int n from jobber_tokens t join jobber_connections c on c.id = t.connection_id where c.jobber_account_id = $1',
    [left.accountKey],
  );
  expect(rows[0]).toEqual({ n: 0 });
  expect(await connections(scope)).toMatchObject([{ status: 'disconnected', reason: 'asked' }]);
  expect((await connectionEvents(scope)).map((event) => event.what)).toEqual([
    'disconnected',
    'connected',
  ]);
  expect(await accountConnections(scope)).toMatchObject([{ connection: 'reconnect' }]);
  await expect(asker(left.accountId)).rejects.toMatchObject({ code: 'reconnect_required' });
  expect(await asker(kept.accountId)).toBe(kept.userId);
});

test('a sign-in brings the state of each connection along as it would be read', async () => {
  const { personId, slug, accountKey } = await connected(0);
  const { sid } = await startSession(personId, null);
  for (const set of [
    `status = 'active'`,
    `status = 'suspect'`,
    `status = 'suspect', access_expires_at = app_now() - interval '1 minute'`,
    `status = 'active', quarantined_at = app_now()`,
  ]) {
    await database.pool.query(`update jobber_connections set ${set} where jobber_account_id = $1`, [
      accountKey,
    ]);
    const session = (await findLiveSession(sid)) ?? expect.fail('signed out');
    const brought = await requireAccounts(session, slug);
    const read = await requireAccounts({ personId }, slug);
    expect(brought.accounts[0]?.connection).toBeDefined();
    expect(await accountConnections(brought), set).toEqual(await accountConnections(read));
  }
});

test('Jobber hears of a disconnect also while requests to it rest', async () => {
  const left = await connected(2);
  await database.pool.query(
    `insert into jobber_budgets (account_id, open_until) values ($1, app_now() + interval '1 hour')
      on conflict (account_id) do update set open_until = excluded.open_until`,
    [left.accountId],
  );
  const scope = await requireAccounts(left, left.slug);
  expect(await disconnect(scope, left.accountId)).toEqual({ toldJobber: true });
  expect(sandbox.control.grants.liveGrants(left.accountKey)).toEqual([]);
});

test('only an owner may disconnect, and only inside the own scope', async () => {
  const { personId, accountId, slug } = await connected(0);
  const other = await connected(1);
  const scope = await requireAccounts({ personId }, slug);
  await expect(disconnect(scope, other.accountId)).rejects.toMatchObject({ code: 'not_found' });
  await database.pool.query(`update memberships set role = 'viewer' where person_id = $1`, [
    personId,
  ]);
  const viewer = await requireAccounts({ personId }, slug);
  await expect(disconnect(viewer, accountId)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a sign-in goes on at once where failures and missing permissions of the old grant had put things off', async () => {
  const { accountId, accountKey, userId } = await connected(1);
  await database.pool.query(
    `insert into jobber_budgets (account_id, failures, open_until) values ($1, 9, app_now() + interval '5 minutes')
      on conflict (account_id) do update set failures = 9, open_until = excluded.open_until`,
    [accountId],
  );
  await database.pool.query(
    `insert into sync_streams (account_id, entity, stage, state, failures, next_due_at) values
      ($1, 'invoice', 'recent', 'not_permitted', 0, app_now() + interval '1 day'),
      ($1, 'job', 'recent', 'reading', 4, app_now() + interval '5 minutes'),
      ($1, 'client', 'sweep', 'done', 0, app_now() + interval '1 day')`,
    [accountId],
  );
  const identity = {
    jobberAccount: { id: accountKey, name: 'Again' },
    jobberUser: { id: userId, name: 'Owner', email: null, isAdmin: true },
  };
  const tokens = sandbox.control.grants.grant({ accountId: accountKey, userId }, []);
  await completeSignIn(
    identity,
    {
      provider: 'jobber',
      providerAccountId: userId,
      type: 'oauth',
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
    },
    {
      startedAt: new Date(),
      intent: null,
      previousSid: null,
      userAgent: null,
      failure: null,
      slug: null,
    },
  );
  const budget = await database.pool.query(
    'select failures, open_until from jobber_budgets where account_id = $1',
    [accountId],
  );
  expect(budget.rows).toEqual([{ failures: 0, open_until: null }]);
  const { rows } = await database.pool.query(
    'select entity from sync_streams where account_id = $1 and next_due_at <= app_now() order by 1',
    [accountId],
  );
  expect(rows).toEqual([{ entity: 'invoice' }, { entity: 'job' }]);
});
