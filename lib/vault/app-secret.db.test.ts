import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { env, isSetUp } from '@/lib/env';
import { keepJobberApp, loadJobberApp } from './app-secret';

let database: TestDatabase;
const shared = globalThis as { fieldboardJobberApp?: unknown };

beforeAll(async () => {
  database = await testDatabase();
  delete process.env.JOBBER_CLIENT_ID;
  delete process.env.JOBBER_CLIENT_SECRET;
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'x'.repeat(40),
    TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  });
});

afterAll(async () => {
  delete shared.fieldboardJobberApp;
  await closeDatabase();
  await database.close();
});

test('an app is kept sealed, used at once, found again by another process, and kept once', async () => {
  expect(isSetUp()).toBe(false);
  expect(await loadJobberApp(database.db)).toBe(false);
  await keepJobberApp({ clientId: 'mine', clientSecret: 'canary-secret' }, database.db);
  expect(env()).toMatchObject({ JOBBER_CLIENT_ID: 'mine', JOBBER_CLIENT_SECRET: 'canary-secret' });
  const { rows } = await database.pool.query('select j::text as text from jobber_app j');
  expect(JSON.stringify(rows)).not.toContain('canary');
  delete shared.fieldboardJobberApp;
  expect(isSetUp()).toBe(false);
  expect(await loadJobberApp(database.db)).toBe(true);
  expect(env().JOBBER_CLIENT_SECRET).toBe('canary-secret');
  await expect(
    keepJobberApp({ clientId: 'other', clientSecret: 's' }, database.db),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('a secret moved to another app, or a client id exchanged under it, does not open', async () => {
  await database.pool.query(`update jobber_app set client_id = 'swapped'`);
  await expect(loadJobberApp(database.db)).rejects.toMatchObject({ code: 'misconfigured' });
  await database.pool.query(`update jobber_app set client_id = 'mine'`);
});

test('what the environment names wins', async () => {
  Object.assign(process.env, { JOBBER_CLIENT_ID: 'named', JOBBER_CLIENT_SECRET: 'here' });
  delete shared.fieldboardJobberApp;
  expect(await loadJobberApp(database.db)).toBe(false);
  delete process.env.JOBBER_CLIENT_ID;
  delete process.env.JOBBER_CLIENT_SECRET;
});
