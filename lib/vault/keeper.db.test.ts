import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessToken } from './access-token';
import {
  connectionHistory,
  connectionState,
  connectionStates,
  vaultHealth,
} from './connection-state';
import { forgetTokens } from './forget-tokens';
import { keepTokens } from './keep-tokens';
import { keepConnectionsFresh } from './keeper';
import { findServingConnection } from './serving-connection';
import { type VaultStage, vaultStage } from './test-vault';

const minute = 60_000;
const day = 86_400_000;
let stage: VaultStage;

beforeEach(async () => {
  stage = await vaultStage();
});
afterEach(() => stage.close());

describe('the keeper', () => {
  test('refreshes a connection in use before its token ends, so that nobody waits', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await accessToken(id, vault);
    await expect
      .poll(async () => (await stage.pool.query('select 1 from connection_uses')).rowCount)
      .toBe(1);
    expect(await keepConnectionsFresh(vault)).toBe(0);
    await stage.shiftClock(50 * minute);
    expect(await keepConnectionsFresh(vault)).toBe(1);
    expect((await stage.row(id)).tokenVersion).toBe(2);
    expect(await keepConnectionsFresh(vault)).toBe(0);
  });

  test('leaves an idle connection alone for a week, then renews it once', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await stage.shiftClock(6 * day);
    expect(await keepConnectionsFresh(vault)).toBe(0);
    await stage.shiftClock(1.1 * day);
    expect(await keepConnectionsFresh(vault)).toBe(1);
    expect(await keepConnectionsFresh(vault)).toBe(0);
    expect((await stage.row(id)).tokenVersion).toBe(2);
  });

  test('eight keepers at once send each token once', async () => {
    const vault = stage.process();
    for (let n = 0; n < 10; n += 1) await stage.connect(vault);
    await stage.shiftClock(8 * day);
    const attempts = await Promise.all(
      Array.from({ length: 8 }, () => keepConnectionsFresh(stage.process())),
    );
    expect(attempts.reduce((sum, n) => sum + n)).toBe(10);
    expect(stage.jobber.posts.map(({ result }) => result)).toEqual(Array(10).fill('rotated'));
  });

  test('does not touch what is disconnected or waits for a reconnect', async () => {
    const vault = stage.process();
    const gone = await stage.connect(vault);
    const revoked = await stage.connect(vault);
    stage.jobber.revoke(revoked.refreshToken);
    await forgetTokens(gone.id, 'asked', vault);
    await stage.shiftClock(8 * day);
    expect(await keepConnectionsFresh(vault)).toBe(1);
    await stage.shiftClock(8 * day);
    expect(await keepConnectionsFresh(vault)).toBe(0);
    expect(stage.jobber.posts).toHaveLength(1);
  });
});

describe('the state of connections', () => {
  test('is told without a token, with its history, newest first', async () => {
    const vault = stage.process();
    const { id, refreshToken } = await stage.connect(vault);
    await stage.shiftClock(60 * minute);
    await accessToken(id, vault);
    const state = await connectionState(id, vault);
    expect(state).toMatchObject({
      id,
      status: 'active',
      reason: null,
      tokenVersion: 2,
      isUnreadable: false,
    });
    expect(Date.parse(state.nextRefreshAt ?? '')).toBeLessThan(
      Date.parse(state.accessExpiresAt ?? ''),
    );
    const history = await connectionHistory({ connectionId: id, limit: 10 }, vault);
    expect(history.map(({ what }) => what)).toEqual(['refreshed', 'connected']);
    const older = { connectionId: id, limit: 10, beforeId: history[0]?.id ?? 0 };
    expect((await connectionHistory(older, vault)).map(({ what }) => what)).toEqual(['connected']);
    expect(JSON.stringify([state, history])).not.toContain(refreshToken);
    expect(await connectionStates([state.jobberAccountId, 'other'], vault)).toEqual([state]);
    await expect(
      connectionState('00000000-0000-4000-8000-000000000000', vault),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await vaultHealth(vault)).toMatchObject({
      breaker: null,
      oldestSuspectMs: null,
      counts: { active: 1 },
    });
  });

  test('an account is served by its first live grant, a person by the own one while that lives', async () => {
    const vault = stage.process();
    const connect = (jobberUserId: string) =>
      keepTokens(
        { jobberAccountId: 'a', jobberUserId, answer: { kind: 'ok', ...stage.jobber.grant() } },
        vault,
      );
    const first = await connect('owner');
    const second = await connect('admin');
    await connect('owner');
    const serving = (jobberUserId?: string) =>
      findServingConnection(
        { jobberAccountId: 'a', ...(jobberUserId ? { jobberUserId } : {}) },
        vault,
      );
    expect(await serving()).toBe(first.connectionId);
    expect(await serving('admin')).toBe(second.connectionId);
    await forgetTokens(second.connectionId, 'asked', vault);
    expect(await serving('admin')).toBe(first.connectionId);
    await forgetTokens(first.connectionId, 'asked', vault);
    expect(await serving()).toBeNull();
  });
});
