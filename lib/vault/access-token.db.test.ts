import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessToken, ensureFresh, refreshRejected } from './access-token';
import { type VaultStage, vaultStage } from './test-vault';

let stage: VaultStage;

describe('access tokens', () => {
  beforeEach(async () => {
    stage = await vaultStage();
  });
  afterEach(() => stage.close());

  test('a fresh token is handed out without asking Jobber', async () => {
    const vault = stage.process();
    const { id, accessToken: given } = await stage.connect(vault);
    expect(await accessToken(id, vault)).toEqual({ token: given, version: 1 });
    expect(stage.jobber.posts).toHaveLength(0);
  });

  test('200 calls of one process after expiry make one POST and 200 successes', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await stage.shiftClock(3_600_000);
    const got = await Promise.all(Array.from({ length: 200 }, () => accessToken(id, vault)));
    expect(new Set(got.map(({ token }) => token)).size).toBe(1);
    expect(got[0]?.version).toBe(2);
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('eight vaults with 25 callers each send every version once and meet no invalid_grant', async () => {
    const vaults = Array.from({ length: 8 }, () => stage.process());
    const { id } = await stage.connect(stage.process());
    for (let round = 1; round <= 5; round += 1) {
      await stage.shiftClock(3_600_000);
      const got = await Promise.all(
        vaults.flatMap((vault) => Array.from({ length: 25 }, () => accessToken(id, vault))),
      );
      expect(new Set(got.map(({ version }) => version))).toEqual(new Set([round + 1]));
      expect(stage.jobber.posts.map(({ result }) => result)).toEqual(Array(round).fill('rotated'));
    }
  });

  test('inside the advisory window the old token is served at once and one refresh starts behind it', async () => {
    const vault = stage.process();
    const { id, accessToken: given } = await stage.connect(vault);
    await stage.shiftClock(3_600_000 - 5 * 60_000);
    expect(await accessToken(id, vault)).toEqual({ token: given, version: 1 });
    await Promise.all(vault.open);
    expect((await stage.row(id)).tokenVersion).toBe(2);
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('ensureFresh refreshes ahead of time and swallows a database that is gone', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await stage.shiftClock(3_600_000 - 3 * 60_000);
    expect(ensureFresh(id, vault)).toBeUndefined();
    await expect.poll(async () => (await stage.row(id)).tokenVersion).toBe(2);
    expect(() => ensureFresh('not-a-uuid', vault)).not.toThrow();
  });

  test('a 401 storm forces one refresh for that version', async () => {
    const vaults = [stage.process(), stage.process()];
    const { id } = await stage.connect(stage.process());
    const got = await Promise.all(
      vaults.flatMap((vault) => Array.from({ length: 10 }, () => refreshRejected(id, 1, vault))),
    );
    expect(got.every(({ version }) => version === 2)).toBe(true);
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('an endless 401 with a healthy refresh burns at most one token a minute', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await refreshRejected(id, 1, vault);
    for (let again = 0; again < 5; again += 1) {
      await expect(refreshRejected(id, 2, vault)).rejects.toMatchObject({ code: 'jobber_refused' });
    }
    expect(stage.jobber.posts).toHaveLength(1);
    await stage.shiftClock(61_000);
    expect((await refreshRejected(id, 2, vault)).version).toBe(3);
  });

  test('a wait for another process ends with try again and never with a POST of our own', async () => {
    const vault = stage.process({}, { waitMs: 60 });
    const { id } = await stage.connect(vault);
    await stage.shiftClock(3_600_000);
    await stage.pool.query(
      `update jobber_connections set lease_id = gen_random_uuid(), lease_until = app_now() + interval '45 s'`,
    );
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect(stage.jobber.posts).toHaveLength(0);
  });

  test('a slow answer outlasts its callers and is stored when it comes', async () => {
    const vault = stage.process({}, { waitMs: 40 });
    const { id } = await stage.connect(vault);
    await stage.shiftClock(3_600_000);
    let release: (value?: unknown) => void = () => undefined;
    stage.jobber.faults.push({
      kind: 'hold',
      until: new Promise((done) => {
        release = done;
      }),
    });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    release();
    await Promise.all(vault.open);
    expect((await accessToken(id, vault)).version).toBe(2);
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('the clock of the host has no say: leases and expiry follow the database', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    const realNow = Date.now;
    try {
      for (const skewMs of [-600_000, 600_000]) {
        Date.now = () => realNow() + skewMs;
        expect((await accessToken(id, vault)).version).toBe(1);
      }
    } finally {
      Date.now = realNow;
    }
    expect(stage.jobber.posts).toHaveLength(0);
  });
});
