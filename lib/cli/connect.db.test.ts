import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { closeDatabase } from '@/db/client';
import { changeEnv } from '../env';
import { connect } from './connect';
import { freePort } from './free-port';
import { status } from './status';
import { type TestInstallation, testInstallation } from './test-installation';
import { token } from './token';

let place: TestInstallation;
let loopbackDir: string;
let printed: string;
let told: string;

beforeAll(async () => {
  place = await testInstallation();
  place.sandbox.control.app.autoApprove = true;
  loopbackDir = mkdtempSync(path.join(tmpdir(), 'fieldboard-cli-'));
  chmodSync(loopbackDir, 0o755);
});
afterAll(async () => {
  await closeDatabase();
  await place.close();
  rmSync(loopbackDir, { recursive: true, force: true });
});
beforeEach(() => {
  printed = '';
  told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
  Reflect.deleteProperty(globalThis, 'fieldboardVault');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const patience = { browser: false, timeout: 30 };

test('connect waits while somebody signs in at the dashboard, then names the account', async () => {
  const port = await freePort();
  const dashboard = http
    .createServer((_, response) => response.end('sign in'))
    .listen(port, 'localhost');
  await once(dashboard, 'listening');
  changeEnv({ NEXTAUTH_URL: `http://localhost:${port}` });
  const waiting = connect({ ...patience, json: true });
  await vi.waitFor(() => expect(told).toContain(`http://localhost:${port}/sign-in`), 10_000);
  expect(printed).toBe('');
  const { slug } = await place.connect(1);
  await waiting;
  expect(JSON.parse(printed)).toMatchObject({ account: slug });
  dashboard.close();
});

test('connect gives up after its time', async () => {
  const port = await freePort();
  const dashboard = http
    .createServer((_, response) => response.end('sign in'))
    .listen(port, 'localhost');
  await once(dashboard, 'listening');
  changeEnv({ NEXTAUTH_URL: `http://localhost:${port}` });
  await expect(connect({ browser: false, timeout: 0.2 })).rejects.toMatchObject({
    safeMessage: 'Nobody signed in within 0.2 seconds.',
  });
  dashboard.close();
});

test('--loopback tells the callback to register, takes one return with the right state, ends on a page to close, and keeps its own connections', async () => {
  changeEnv({ JOBBER_CLI_CLIENT_ID: 'sandbox-client', JOBBER_CLI_CLIENT_SECRET: 'sandbox-secret' });
  const store = { loopback: true, loopbackDir };
  const waiting = connect({ ...patience, ...store });
  await vi.waitFor(() => expect(told).toContain('Allow the access at'), 20_000);
  const callback = /callback of this Jobber app must be exactly (\S+)/.exec(told)?.[1] ?? '';
  expect(callback).toMatch(/^http:\/\/localhost:30(0\d|10)\/callback$/);
  const consent = new URL(/Allow the access at (\S+)/.exec(told)?.[1] ?? '');
  expect(consent.searchParams.get('code_challenge_method')).toBe('S256');

  expect((await fetch(`${callback}?code=stolen&state=guessed`)).status).toBe(400);
  expect((await fetch(`${callback}?code=unasked`)).status).toBe(400);
  const page = await fetch(consent);
  expect(page.url.startsWith(callback)).toBe(true);
  expect(await page.text()).toContain('You can close this window');
  await waiting;
  expect(printed).toMatch(/ is connected\.\n$/);

  printed = '';
  Reflect.deleteProperty(globalThis, 'fieldboardVault');
  await token(store);
  expect(printed).toMatch(/^\S+\n$/);
  printed = '';
  Reflect.deleteProperty(globalThis, 'fieldboardVault');
  await status({ ...store, json: true });
  expect(JSON.parse(printed).accounts).toHaveLength(1);
  // The server's database knows nothing of it.
  const { rows } = await place.pool.query('select count(*)::int n from jobber_connections');
  expect(rows).toEqual([{ n: 1 }]);
});

test('--loopback ends with one line when the access is denied', async () => {
  const waiting = connect({ ...patience, loopback: true, loopbackDir });
  const denied = expect(waiting).rejects.toMatchObject({
    safeMessage: 'The access was not allowed in Jobber.',
  });
  await vi.waitFor(() => expect(told).toContain('Allow the access at'), 20_000);
  const callback = /must be exactly (\S+)/.exec(told)?.[1] ?? '';
  expect((await fetch(callback)).status).toBe(400);
  await denied;
});
