import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '@/db/open';
import { postForm } from '@/lib/jobber/token-transport';
import { accessToken, ensureFresh, refreshRejected } from './access-token';
import { breakerState } from './breaker';
import { claim } from './claim';
import { startDatabaseProxy } from './database-proxy';
import { drainRefreshes } from './drain';
import { confirmDisconnected, forgetTokens } from './forget-tokens';
import { keepTokens } from './keep-tokens';
import { keepConnectionsFresh } from './keeper';
import { commit, rejected } from './outcomes';
import { refreshOnce, send } from './refresh';
import type { TokenFault } from './scripted-jobber';
import { unseal } from './seal';
import { type VaultStage, vaultStage } from './test-vault';
import { tokenPlace, type Vault } from './vault';

const hour = 3_600_000;
let stage: VaultStage;

async function connectExpired(vault: Vault) {
  const connection = await stage.connect(vault);
  await stage.shiftClock(hour);
  return connection;
}

describe('failures of a refresh', () => {
  beforeEach(async () => {
    stage = await vaultStage();
  });
  afterEach(() => stage.close());

  test('an answer lost after Jobber rotated: suspect, the old token serves, one late retry, rotation_lost', async () => {
    const vault = stage.process();
    const { id, accessToken: given } = await stage.connect(vault);
    await stage.shiftClock(hour - 5 * 60_000);
    stage.jobber.faults.push({ kind: 'drop_answer' });
    await refreshOnce(vault, id, 1);
    expect(await stage.row(id)).toMatchObject({ status: 'suspect', tokenVersion: 1 });
    expect((await accessToken(id, vault)).token).toBe(given);
    expect(await keepConnectionsFresh(vault)).toBe(0);
    await stage.shiftClock(3 * 60_000);
    expect(await keepConnectionsFresh(vault)).toBe(1);
    expect(await stage.row(id)).toMatchObject({
      status: 'reconnect',
      statusReason: 'rotation_lost',
    });
    expect(stage.jobber.posts.map(({ result }) => result)).toEqual(['rotated', 'replay']);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'reconnect_required' });
  });

  test('a request lost before Jobber saw it: suspect, one retry after the quiet period, active, nothing lost', async () => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    stage.jobber.faults.push({ kind: 'drop_request' });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect((await stage.row(id)).status).toBe('suspect');
    await stage.shiftClock(50_000);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await stage.shiftClock(11_000);
    expect((await accessToken(id, vault)).version).toBe(2);
    expect(await stage.row(id)).toMatchObject({ status: 'active', statusReason: null });
    expect(stage.jobber.posts).toHaveLength(2);
  });

  test('connection refused: no intent is left behind, backoff, no change of status', async () => {
    const closed = { apiUrl: 'http://localhost:1', clientId: 'c', clientSecret: 's' };
    const vault = stage.process({ app: closed, environment: stage.process().environment });
    const { id } = await connectExpired(vault);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect(await stage.row(id)).toMatchObject({ status: 'active', isLeased: false });
    const { rows } = await stage.pool.query(
      'select intent_version, soft_failures from jobber_connections',
    );
    expect(rows[0].intent_version).toBeNull();
    expect(rows[0].soft_failures).toBeGreaterThan(0);
    expect(stage.jobber.posts).toHaveLength(0);
    await stage.shiftClock(61_000);
    expect((await accessToken(id, stage.process())).version).toBe(2);
  });

  test('an answer beyond the socket limit is unknown, like a lost one', async () => {
    const vault = stage.process({}, { hardLimitMs: 40 });
    const { id } = await connectExpired(vault);
    let answer = () => {};
    const answered = new Promise<void>((done) => {
      answer = done;
    });
    stage.jobber.faults.push({ kind: 'hold', until: answered });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect((await stage.row(id)).status).toBe('suspect');
    answer();
  });

  test.each<[string, (answer: string) => string]>([
    ['truncated JSON', (answer) => answer.slice(0, -20)],
    ['HTML', () => '<html>maintenance</html>'],
    ['no refresh token', (answer) => answer.replace('refresh_token', 'other')],
  ])('a 200 with %s overwrites nothing and is kept sealed', async (_, body) => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    stage.jobber.faults.push({ kind: 'garble', body });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect(await stage.row(id)).toMatchObject({ status: 'suspect', tokenVersion: 1 });
    const [kept] = vault.unreadableAnswers.values();
    expect(kept).toMatch(/^v1\.k1\./);
  });

  test('rotation off: the same token comes back, the version moves on and the warning is in the history', async () => {
    await stage.close();
    stage = await vaultStage('off');
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    expect((await accessToken(id, vault)).version).toBe(2);
    await stage.shiftClock(hour);
    expect((await accessToken(id, vault)).version).toBe(3);
    expect(new Set(stage.jobber.posts.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect((await stage.events(id)).at(-1)?.why).toContain('rotation is off');
  });

  test.each<[string, Record<string, unknown>, number, number]>([
    ['missing', { expires_in: undefined }, 3_500_000, 3_600_000],
    ['a string', { expires_in: '1800' }, 1_700_000, 1_800_000],
    ['negative', { expires_in: -5 }, 4_000, 5_000],
    ['huge', { expires_in: 1e12 }, 86_000_000, 86_400_000],
  ])('expires_in %s gives a sane expiry', async (_, extra, atLeastMs, atMostMs) => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    stage.jobber.faults.push({ kind: 'reply', extra });
    await accessToken(id, vault);
    const { leftMs } = await stage.row(id);
    expect(leftMs).toBeGreaterThan(atLeastMs);
    expect(leftMs).toBeLessThanOrEqual(atMostMs);
  });

  test('429 is waited out as asked, with jitter, and changes no status', async () => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    stage.jobber.faults.push({ kind: 'refuse', status: 429, headers: { 'retry-after': '100' } });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    const { status, blockedMs } = await stage.row(id);
    expect(status).toBe('active');
    expect(blockedMs).toBeGreaterThan(100_000);
    expect(blockedMs).toBeLessThan(110_000);
    await stage.shiftClock(111_000);
    expect((await accessToken(id, vault)).version).toBe(2);
  });

  test('429 without Retry-After backs off by itself', async () => {
    const vault = stage.process({}, { waitMs: 50 });
    const { id } = await connectExpired(vault);
    stage.jobber.faults.push({ kind: 'refuse', status: 429 });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect((await stage.row(id)).blockedMs).toBeGreaterThan(500);
  });

  test('ten minutes of 500, 502, 503 and 504 end no connection, open the breaker, and heal alone', async () => {
    const vault = stage.process();
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push((await stage.connect(vault)).id);
    await stage.shiftClock(hour);
    let isBroken = false;
    for (let minute = 0; minute < 10; minute += 1) {
      stage.jobber.faults.splice(0);
      for (let n = 0; n < 60; n += 1) {
        stage.jobber.faults.push({ kind: 'refuse', status: [500, 502, 503, 504][n % 4] ?? 500 });
      }
      await Promise.allSettled(ids.map((id) => accessToken(id, vault)));
      isBroken ||= (await breakerState(vault))?.reason === 'jobber_failing';
      await stage.shiftClock(60_000);
    }
    expect(isBroken).toBe(true);
    const during = stage.jobber.posts.length;
    stage.jobber.faults.splice(0);
    for (let minute = 0; minute < 20; minute += 1) {
      await stage.shiftClock(60_000);
      await Promise.allSettled(ids.map((id) => accessToken(id, vault)));
    }
    for (const id of ids) expect((await stage.row(id)).status).toBe('active');
    expect(await breakerState(vault)).toBeNull();
    expect(stage.jobber.posts.length).toBeGreaterThan(during);
    expect(during).toBeLessThan(12 * 6);
  });

  test.each<[string, TokenFault | 'refused']>([
    ['429', { kind: 'refuse', status: 429 }],
    ['HTML with 200', { kind: 'refuse', status: 200, body: '<html>maintenance</html>' }],
    ['truncated JSON', { kind: 'refuse', status: 200, body: '{"access_token":"a","refresh_to' }],
    ['hangs', { kind: 'hang' }],
    ['lost requests', { kind: 'drop_request' }],
    ['connection refused', 'refused'],
  ])('ten minutes of %s end no connection, and it heals alone', async (_, fault) => {
    const limits = { hardLimitMs: 250 };
    const reachable = stage.process({}, limits);
    const { environment } = reachable;
    const app = { ...reachable.app, apiUrl: 'http://localhost:1' };
    const vault = fault === 'refused' ? stage.process({ app, environment }, limits) : reachable;
    const { id } = await connectExpired(vault);
    for (let minute = 0; minute < 10; minute += 1) {
      if (fault !== 'refused') stage.jobber.faults.splice(0, 9, ...Array(9).fill(fault));
      await expect(accessToken(id, vault)).rejects.toMatchObject({
        code: 'temporarily_unavailable',
      });
      await Promise.allSettled(vault.open);
      expect(['active', 'suspect']).toContain((await stage.row(id)).status);
      await stage.shiftClock(60_000);
    }
    stage.jobber.faults.splice(0);
    await stage.shiftClock(16 * 60_000);
    expect(await keepConnectionsFresh(reachable)).toBeGreaterThanOrEqual(
      fault === 'refused' ? 0 : 1,
    );
    expect((await accessToken(id, reachable)).version).toBe(2);
    expect(await stage.row(id)).toMatchObject({ status: 'active' });
  });

  test('invalid_client stops everything for everybody and condemns nobody', async () => {
    const vault = stage.process();
    const a = await stage.connect(vault);
    const b = await stage.connect(vault);
    await stage.shiftClock(hour);
    stage.jobber.faults.push({ kind: 'refuse', status: 401, body: '{"error":"invalid_client"}' });
    await expect(accessToken(a.id, vault)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
    await expect(accessToken(b.id, vault)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
    expect((await breakerState(vault))?.reason).toBe('invalid_client');
    expect(stage.jobber.posts).toHaveLength(1);
    expect((await stage.row(a.id)).status).toBe('active');
    await stage.shiftClock(121_000);
    expect((await accessToken(b.id, vault)).version).toBe(2);
    expect(await breakerState(vault)).toBeNull();
  });

  test('a sign-in after the secret was set right starts the refreshes of all again', async () => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    stage.jobber.faults.push({ kind: 'refuse', status: 401, body: '{"error":"invalid_client"}' });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await stage.shiftClock(10_000);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await stage.connect(vault);
    expect(await breakerState(vault)).toBeNull();
    await stage.shiftClock(60_000);
    expect((await accessToken(id, vault)).version).toBe(2);
  });

  test('while the breaker is open one probe passes in each interval', async () => {
    const vault = stage.process();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await stage.connect(vault)).id);
    await stage.shiftClock(hour);
    const refusal = { kind: 'refuse', status: 401, body: '{"error":"invalid_client"}' } as const;
    stage.jobber.faults.push(refusal, refusal, refusal, refusal, refusal, refusal);
    await expect(accessToken(ids[0] ?? '', vault)).rejects.toThrow();
    await stage.shiftClock(121_000);
    await Promise.allSettled(ids.map((id) => accessToken(id, vault)));
    expect(stage.jobber.posts).toHaveLength(2);
  });

  test('three connections that end within ten minutes stop the refreshes of all', async () => {
    const vault = stage.process();
    const connections = [];
    for (let n = 0; n < 4; n += 1) connections.push(await stage.connect(vault));
    await stage.shiftClock(hour);
    for (const { id, refreshToken } of connections.slice(0, 3)) {
      stage.jobber.revoke(refreshToken);
      await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'reconnect_required' });
    }
    expect((await breakerState(vault))?.reason).toBe('many_reconnects');
    const last = connections[3]?.id ?? '';
    await expect(accessToken(last, vault)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
    expect(stage.jobber.posts).toHaveLength(3);
  });

  test('a genuine revocation costs exactly one POST, and later calls none', async () => {
    const vault = stage.process();
    const { id, refreshToken } = await connectExpired(vault);
    stage.jobber.revoke(refreshToken);
    for (let again = 0; again < 4; again += 1) {
      await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'reconnect_required' });
    }
    expect(await stage.row(id)).toMatchObject({ status: 'reconnect', statusReason: 'revoked' });
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('refusals that explain nothing need five of them over half an hour to end a connection', async () => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    const statuses: string[] = [];
    for (let minutes = 0; minutes <= 60; minutes += 5) {
      stage.jobber.faults.splice(0, 1, { kind: 'refuse', status: 400, body: 'no' });
      await accessToken(id, vault).catch(() => undefined);
      statuses.push((await stage.row(id)).status);
      await stage.shiftClock(5 * 60_000);
    }
    expect(statuses.indexOf('reconnect')).toBeGreaterThanOrEqual(6);
    expect((await stage.row(id)).statusReason).toBe('unclear');
    expect(stage.jobber.posts.length).toBeGreaterThanOrEqual(5);
  });

  test('a process that dies between claim and POST delays the connection and loses nothing', async () => {
    const { id } = await connectExpired(stage.process());
    expect(await claim(stage.process(), id, 1)).not.toBeNull();
    const vault = stage.process();
    await stage.shiftClock(46_000);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await stage.shiftClock(15_000);
    expect((await accessToken(id, vault)).version).toBe(2);
  });

  test('a process that was frozen after its claim does not send', async () => {
    const vault = stage.process(
      {},
      { hardLimitMs: 20, commitBudgetMs: 10, leaseMs: 31, waitMs: 20 },
    );
    const { id } = await connectExpired(vault);
    const frozen = stage.process(
      {
        ...vault,
        protocolDb: new Proxy(vault.protocolDb, {
          get: (db, name, self) =>
            name === 'execute'
              ? async (query: Parameters<typeof db.execute>[0]) => {
                  const rows = await db.execute(query);
                  await new Promise((done) => setTimeout(done, 30));
                  return rows;
                }
              : Reflect.get(db, name, self),
        }),
      },
      vault.timing,
    );
    expect(await refreshOnce(frozen, id, 1)).toBe(true);
    expect(stage.jobber.posts).toHaveLength(0);
    expect((await stage.row(id)).status).toBe('active');
  });

  test('a process that dies with the answer loses that connection only, labelled rotation_lost', async () => {
    const dying = stage.process();
    const { id, refreshToken } = await connectExpired(dying);
    const other = await stage.connect(dying);
    expect(await claim(dying, id, 1)).not.toBeNull();
    expect((await send(dying, refreshToken)).kind).toBe('ok');
    await stage.shiftClock(hour);
    const vault = stage.process();
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'reconnect_required' });
    expect((await stage.row(id)).statusReason).toBe('rotation_lost');
    expect((await accessToken(other.id, vault)).version).toBe(2);
  });

  test('a process that wakes up after its lease still saves its answer and heals what its successor concluded', async () => {
    const sleeper = stage.process();
    const { id, refreshToken } = await connectExpired(sleeper);
    const held = await claim(sleeper, id, 1);
    const answer = await send(sleeper, refreshToken);
    await stage.shiftClock(61_000);
    await expect(accessToken(id, stage.process())).rejects.toMatchObject({
      code: 'reconnect_required',
    });
    if (!held || answer.kind !== 'ok') throw new Error('the stage is not set');
    expect(await commit(sleeper, held, answer)).toBe(true);
    expect(await stage.row(id)).toMatchObject({ status: 'active', tokenVersion: 2 });
    expect((await accessToken(id, stage.process())).token).toBe(answer.accessToken);
  });

  test('database sessions killed during the commit: repeated until stored, nothing lost', async () => {
    const vaultPool = openDatabase(stage.url, { max: 2, statementTimeoutMs: 5_000 });
    const vault = stage.process({
      protocolDb: vaultPool.db,
      transport: async (request) => {
        const result = await postForm(request);
        await stage.pool.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
        return result;
      },
    });
    const { id } = await connectExpired(vault);
    expect((await accessToken(id, vault)).version).toBe(2);
    expect(stage.jobber.posts).toHaveLength(1);
    await vaultPool.pool.end();
  });

  test('the database goes down exactly after the answer: stored on its return', async () => {
    const proxy = await startDatabaseProxy(stage.url);
    const behind = openDatabase(proxy.url, { max: 2, statementTimeoutMs: 5_000 });
    const vault = stage.process(
      {
        protocolDb: behind.db,
        transport: async (request) => {
          const result = await postForm(request);
          proxy.goDown();
          return result;
        },
      },
      { waitMs: 50 },
    );
    const { id } = await connectExpired(vault);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await stage.shiftClock(50_000);
    expect((await stage.row(id)).tokenVersion).toBe(1);
    proxy.comeBack();
    await Promise.all(vault.open);
    expect(await stage.row(id)).toMatchObject({ status: 'active', tokenVersion: 2 });
    await behind.pool.end();
    await proxy.close();
  });

  test('a commit whose acknowledgement is lost counts as done, not as a stranger', async () => {
    const proxy = await startDatabaseProxy(stage.url);
    const behind = openDatabase(proxy.url, { max: 2, statementTimeoutMs: 5_000 });
    const vault = stage.process({ protocolDb: behind.db });
    const { id } = await connectExpired(vault);
    proxy.loseAnswerTo('rotated_by =');
    expect((await accessToken(id, vault)).version).toBe(2);
    expect((await stage.events(id)).map(({ what }) => what)).toEqual(['connected', 'refreshed']);
    expect(stage.jobber.posts).toHaveLength(1);
    await behind.pool.end();
    await proxy.close();
  });

  test('a pool that slow pages exhaust does not hold up the commit', async () => {
    const reserved = openDatabase(stage.url, { max: 2, statementTimeoutMs: 5_000 });
    const vault = stage.process({ protocolDb: reserved.db });
    const { id } = await connectExpired(vault);
    const outside = openDatabase(stage.url, { max: 1, statementTimeoutMs: 60_000 });
    await outside.pool.query('select pg_advisory_lock(77)');
    const slow = Array.from({ length: 30 }, () =>
      stage.pool.query('select pg_advisory_lock(77), pg_advisory_unlock(77)'),
    );
    await refreshOnce(vault, id, 1);
    await outside.pool.end();
    await Promise.all(slow);
    expect((await stage.row(id)).tokenVersion).toBe(2);
    await reserved.pool.end();
  });

  test('a stale invalid_grant after the winner has committed changes nothing', async () => {
    const loser = stage.process();
    const { id } = await connectExpired(loser);
    const held = await claim(loser, id, 1);
    if (!held) throw new Error('the stage is not set');
    await stage.shiftClock(61_000);
    expect((await accessToken(id, stage.process())).version).toBe(2);
    expect(await rejected(loser, held)).toBe(false);
    expect(await stage.row(id)).toMatchObject({ status: 'active', tokenVersion: 2 });
  });

  test.each(['rejected', 'commit'] as const)(
    'a reconnect during a refresh wins: %s of the old grant hits nothing',
    async (verdict) => {
      const loser = stage.process();
      const { id, refreshToken } = await connectExpired(loser);
      const held = await claim(loser, id, 1);
      const answer = await send(loser, refreshToken);
      if (!held || answer.kind !== 'ok') throw new Error('the stage is not set');
      const { jobberAccountId } = await stage.row(id);
      const fresh = stage.jobber.grant();
      await keepTokens(
        { jobberAccountId, jobberUserId: 'user', answer: { kind: 'ok', ...fresh } },
        loser,
      );
      expect(
        verdict === 'commit' ? await commit(loser, held, answer) : await rejected(loser, held),
      ).toBe(false);
      expect(await stage.row(id)).toMatchObject({ status: 'active', grantNo: 2, tokenVersion: 2 });
      expect((await accessToken(id, loser)).token).toBe(fresh.accessToken);
    },
  );

  test('a disconnect during a refresh stays one, and Jobber is told unless another grant of the account lives', async () => {
    const told: string[] = [];
    let disconnectNow: () => Promise<void> = async () => undefined;
    const vault = stage.process({
      disconnectAtJobber: async (token) => void told.push(token),
      transport: async (request) => {
        const result = await postForm(request);
        await disconnectNow();
        return result;
      },
    });
    const { id } = await connectExpired(vault);
    const { jobberAccountId } = await stage.row(id);
    disconnectNow = () => forgetTokens(id, 'asked', vault);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'jobber_disconnected' });
    await Promise.all(vault.open);
    expect(await stage.row(id)).toMatchObject({ status: 'disconnected', accessSealed: null });
    expect(told).toHaveLength(1);
    const grant = (jobberUserId: string) =>
      keepTokens(
        { jobberAccountId, jobberUserId, answer: { kind: 'ok', ...stage.jobber.grant() } },
        vault,
      );
    await grant('user');
    await grant('another user');
    await stage.shiftClock(hour);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'jobber_disconnected' });
    await Promise.all(vault.open);
    expect(told).toHaveLength(1);
  });

  test('an APP_DISCONNECT from before a reconnect is ignored without a question', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    const { jobberAccountId } = await stage.row(id);
    const asked: string[] = [];
    const ended = await confirmDisconnected(
      { jobberAccountId, occurredAt: new Date(Date.now() - 60_000) },
      async (token) => Boolean(asked.push(token)) && false,
      vault,
    );
    expect([ended, asked]).toEqual([[], []]);
    expect((await stage.row(id)).status).toBe('active');
  });

  test('an APP_DISCONNECT wipes only what Jobber confirms', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    const { jobberAccountId } = await stage.row(id);
    const message = { jobberAccountId, occurredAt: new Date(Date.now() + 1_000) };
    expect(await confirmDisconnected(message, async () => true, vault)).toEqual([]);
    expect((await stage.row(id)).status).toBe('active');
    expect(await confirmDisconnected(message, async () => false, vault)).toEqual([id]);
    expect(await stage.row(id)).toMatchObject({ status: 'disconnected', accessSealed: null });
    expect((await stage.pool.query('select 1 from jobber_tokens')).rowCount).toBe(0);
  });

  test('two sign-ins at once: the last one wins whole', async () => {
    const vault = stage.process();
    const pairs = Array.from({ length: 6 }, () => stage.jobber.grant());
    const kept = await Promise.all(
      pairs.map((pair) =>
        keepTokens(
          { jobberAccountId: 'a', jobberUserId: 'u', answer: { kind: 'ok', ...pair } },
          vault,
        ),
      ),
    );
    const id = kept[0]?.connectionId ?? '';
    expect(new Set(kept.map(({ connectionId }) => connectionId))).toEqual(new Set([id]));
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await stage.row(id)).toMatchObject({ grantNo: 6, tokenVersion: 6 });
    const { token } = await accessToken(id, vault);
    const { rows } = await stage.pool.query('select refresh_sealed from jobber_tokens');
    const place = tokenPlace(vault, { connectionId: id, grantNo: 6, tokenVersion: 6 }, 'refresh');
    const refreshToken = unseal(vault.ring, place, rows[0].refresh_sealed);
    expect(pairs).toContainEqual({ accessToken: token, refreshToken });
  });

  test('a restored backup holds spent tokens: told as rotation lost or revoked, never used twice', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await stage.pool.query('create table saved_tokens as select * from jobber_tokens');
    await stage.pool.query('create table saved_connections as select * from jobber_connections');
    await stage.shiftClock(hour);
    expect((await accessToken(id, vault)).version).toBe(2);
    await stage.pool.query(
      'update jobber_connections c set token_version = 1, access_expires_at = s.access_expires_at from saved_connections s',
    );
    await stage.pool.query(
      'update jobber_tokens t set token_version = 1, access_sealed = s.access_sealed, refresh_sealed = s.refresh_sealed from saved_tokens s',
    );
    for (let again = 0; again < 3; again += 1) {
      await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'reconnect_required' });
    }
    expect(stage.jobber.posts.map(({ result }) => result)).toEqual(['rotated', 'replay']);
  });

  test('writing down uses at full speed never meets the commit', async () => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    let isOver = false;
    const noise = (async () => {
      while (!isOver) {
        await stage.pool.query(
          'insert into connection_uses (connection_id) values ($1) on conflict (connection_id) do update set used_at = app_now()',
          [id],
        );
      }
    })();
    for (let version = 2; version <= 10; version += 1) {
      expect((await accessToken(id, vault)).version).toBe(version);
      await stage.shiftClock(hour);
    }
    isOver = true;
    await noise;
  });

  test('a drained process starts nothing, ends what is open, and counts what is left', async () => {
    const vault = stage.process({}, { waitMs: 20 });
    const { id } = await connectExpired(vault);
    let release: (value?: unknown) => void = () => undefined;
    stage.jobber.faults.push({
      kind: 'hold',
      until: new Promise((done) => {
        release = done;
      }),
    });
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    const drained = drainRefreshes(vault);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    release();
    expect(await drained).toBe(0);
    expect((await stage.row(id)).tokenVersion).toBe(2);
    await stage.shiftClock(hour);
    await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('a refresh that nobody waits for is still waited for at shutdown', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    await stage.shiftClock(hour - 3 * 60_000);
    let release: (value?: unknown) => void = () => undefined;
    const until = new Promise((done) => {
      release = done;
    });
    stage.jobber.faults.push({ kind: 'hold', until });
    ensureFresh(id, vault);
    await expect.poll(() => stage.jobber.posts.length).toBe(1);
    const drained = drainRefreshes(vault);
    release();
    expect(await drained).toBe(0);
    expect((await stage.row(id)).tokenVersion).toBe(2);
  });

  test('a wrapper around fetch that repeats requests does not repeat a refresh', async () => {
    const vault = stage.process();
    const { id } = await connectExpired(vault);
    const { fetch: original } = globalThis;
    globalThis.fetch = (...args) => original(...args).catch(() => original(...args));
    try {
      stage.jobber.faults.push({ kind: 'drop_request' });
      await expect(accessToken(id, vault)).rejects.toMatchObject({
        code: 'temporarily_unavailable',
      });
    } finally {
      globalThis.fetch = original;
    }
    expect(stage.jobber.posts).toHaveLength(1);
  });

  test('a 401 while suspect shortens the patience to the quiet period, not further', async () => {
    const vault = stage.process();
    const { id } = await stage.connect(vault);
    stage.jobber.faults.push({ kind: 'drop_request' });
    await refreshOnce(vault, id, 1);
    await expect(refreshRejected(id, 1, vault)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
    await stage.shiftClock(61_000);
    expect((await accessToken(id, vault)).version).toBe(2);
  });
});
