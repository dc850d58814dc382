import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, it } from 'vitest';
import { closeDatabase } from '@/db/client';
import { accounts } from '@/db/schema/accounts';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { enqueueSlice } from '@/lib/sync/enqueue';
import { keepTokens } from '@/lib/vault/keep-tokens';
import { startWorker } from './start-worker';

let database: TestDatabase;
let sandbox: Sandbox;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 5, size: 'small', now }),
    latency: { baseMs: 0, perRowMs: 0 },
  });
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    JOBBER_API_URL: sandbox.url,
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    FIELDBOARD_DEMO: 'on',
  });
  ({ stop } = await startWorker());
});
afterAll(async () => {
  await stop();
  await closeDatabase();
  await sandbox.close();
  await database.close();
});

it('reads an account by itself as soon as it is connected, newest of everything first, and goes on', async () => {
  const [store] = [...sandbox.control.world.accounts.values()].slice(2);
  if (!store) throw new Error('no account');
  const jobberAccountId = store.account.id;
  const [account] = await database.db
    .insert(accounts)
    .values({ jobberAccountId, slug: 's', name: 'S' })
    .returning({ id: accounts.id });
  const response = await fetch(`${sandbox.url}/__control/token`, {
    method: 'POST',
    body: JSON.stringify({ account: jobberAccountId }),
  });
  const grant = (await response.json()) as Record<string, string>;
  await keepTokens({
    jobberAccountId,
    jobberUserId: grant.user_id ?? '',
    answer: {
      kind: 'ok',
      accessToken: grant.access_token ?? '',
      refreshToken: grant.refresh_token ?? '',
      expiresAt: new Date(grant.expires_at ?? ''),
    },
  });
  await enqueueSlice(database.db, account?.id ?? 0, 0);
  await until(sql`select 1 from sync_accounts where newest_read_at is not null`);
  await until(
    sql`select 1 from sync_streams where (entity, stage) = ('job', 'recent') and state = 'done'`,
  );
}, 120_000);

async function until(query: SQL): Promise<void> {
  const began = Date.now();
  while (Date.now() - began < 60_000) {
    if ((await database.db.execute(query)).rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rows } = await database.db.execute(
    sql`select entity, stage, state, rows_read, last_error from sync_streams where finished_at is null`,
  );
  throw new Error(`not within a minute: ${JSON.stringify(rows)}`);
}
