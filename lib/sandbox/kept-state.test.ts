import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox';
import { dump } from './world/world';

const startAt = Date.parse('2026-03-02T15:00:00Z');
const hour = 3_600_000;
let dir: string;
let sandbox: Sandbox;

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  sandbox = await start(startAt);
});

afterEach(async () => {
  await sandbox.close();
  rmSync(dir, { recursive: true });
});

function start(at: number, seed = 1): Promise<Sandbox> {
  return startSandbox({ seed, size: 'small', startAt: at, speed: 0, keepIn: dir });
}

async function again(at: number, seed = 1): Promise<void> {
  await sandbox.close();
  sandbox = await start(at, seed);
}

async function refresh(token: string) {
  const response = await fetch(`${sandbox.url}/api/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: 'sandbox-client',
      client_secret: 'sandbox-secret',
      grant_type: 'refresh_token',
      refresh_token: token,
    }),
  });
  const body = (await response.json()) as { access_token: string; refresh_token: string };
  return { status: response.status, ...body };
}

function firstStore() {
  const [store] = sandbox.control.world.accounts.values();
  if (!store) throw new Error('a world has accounts');
  return store;
}

function minted() {
  const store = firstStore();
  const [user] = store.all('User');
  if (!user) throw new Error('an account has users');
  return sandbox.control.grants.grant({ accountId: store.account.id, userId: user.id }, []);
}

test('a refresh token still works after a restart, and a redeemed one still does not', async () => {
  const { refreshToken } = minted();
  const first = await refresh(refreshToken);
  await again(startAt + 48 * hour);
  expect((await refresh(refreshToken)).status).toBe(401);
  const second = await refresh(first.refresh_token);
  expect(second.status).toBe(200);
  expect(sandbox.control.grants.identify(second.access_token).outcome).toBe('ok');
});

test('an access token and a revocation outlive a restart', async () => {
  const { accessToken } = minted();
  await again(startAt + hour / 2);
  expect(sandbox.control.grants.identify(accessToken).outcome).toBe('ok');
  sandbox.control.grants.end('revoked');
  await again(startAt + hour / 2);
  expect(sandbox.control.grants.identify(accessToken).outcome).toBe('unknown');
});

test('the records are the same after a restart, with every change since', async () => {
  const store = firstStore();
  const client = store.create('Client', { firstName: 'Zoë', lastName: 'Kept', companyName: null });
  const [, changed, gone] = store.all('Client');
  if (!changed || !gone) throw new Error('a world has clients');
  store.update('Client', changed.id, { lastName: 'Renamed' });
  store.destroy('Client', gone.id);
  const before = dump(sandbox.control.world, store.account.id);
  await again(startAt);
  expect(dump(sandbox.control.world, store.account.id)).toEqual(before);
  const next = firstStore().create('Client', {
    firstName: 'One',
    lastName: 'More',
    companyName: null,
  });
  expect(next.id).not.toBe(client.id);
});

test('a restart on a later day keeps the records and moves what time alone moves', async () => {
  const ids = () =>
    firstStore()
      .all('Invoice')
      .map(({ id }) => id);
  const late = () =>
    firstStore()
      .all('Invoice')
      .filter((one) => one.invoiceStatus === 'past_due');
  const [before, lateBefore] = [ids(), late().length];
  await again(startAt + 60 * 24 * hour);
  expect(ids()).toEqual(before);
  expect(late().length).toBeGreaterThan(lateBefore);
});

test('half a line of a killed process is no change', async () => {
  const { id } = firstStore().create('Tag', { label: 'kept' });
  appendFileSync(path.join(dir, 'changes.jsonl'), '{"accountId":"');
  await again(startAt);
  const next = firstStore().create('Tag', { label: 'next' });
  await again(startAt);
  expect(firstStore().find('Tag', id)?.label).toBe('kept');
  expect(firstStore().find('Tag', next.id)?.label).toBe('next');
});

test('another seed begins another world, and reset forgets what was kept', async () => {
  const { refreshToken } = minted();
  firstStore().create('Tag', { label: 'kept' });
  await again(startAt, 2);
  expect((await refresh(refreshToken)).status).toBe(401);
  firstStore().create('Tag', { label: 'kept' });
  sandbox.control.reset();
  await again(startAt, 2);
  expect(
    firstStore()
      .all('Tag')
      .filter(({ label }) => label === 'kept'),
  ).toEqual([]);
});
