import { sql } from 'drizzle-orm';
import { runMigrations } from 'graphile-worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxAccount, sandboxAccount } from '@/bench/sandbox-account';
import { differences } from '@/bench/truth';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { webhookSignature } from '@/lib/sandbox/webhooks';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { receiveWebhook } from './receive-webhook';
import { runSlice } from './slice';

let database: TestDatabase;
let sandbox: Sandbox;
let account: SandboxAccount;
const secret = 'sandbox-secret';

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => buildWorld({ seed: 3, size: 'small', now }),
    latency: { baseMs: 0, perRowMs: 0 },
    accessTokenTtlSeconds: 8_640_000,
  });
  account = await sandboxAccount(database, sandbox, 2);
}, 120_000);
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

const store = () => {
  const found = sandbox.control.world.accounts.get(account.jobberAccountId);
  if (!found) throw new Error('no such account');
  return found;
};

function event(topic: string, itemId: string, accountId = account.jobberAccountId, seconds = 0) {
  const occurredAt = new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
  const body = JSON.stringify({
    data: { webHookEvent: { topic, appId: 'app', accountId, itemId, occurredAt } },
  });
  return { body: Buffer.from(body), signature: webhookSignature(body, secret) };
}

const receive = ({ body, signature }: ReturnType<typeof event>) =>
  receiveWebhook(body, signature, { secrets: [secret], db: database.db });

async function waiting(): Promise<string[]> {
  const { rows } = await database.db.execute<{ line: string }>(
    sql`select kind || ' ' || id as line from refetches order by 1`,
  );
  return rows.map(({ line }) => line);
}

describe('the sync', () => {
  it('loses nothing and repeats nothing when its process dies at any request', async () => {
    let asked = 0;
    const dying = {
      query: (async (...input: Parameters<typeof account.client.query>) => {
        asked += 1;
        if (asked % 7 === 3) throw new RangeError('killed before the request');
        const answer = await account.client.query(...input);
        if (asked % 7 === 5) throw new RangeError('killed after the answer');
        return answer;
      }) as typeof account.client.query,
    };
    for (let turn = 0; turn < 60; turn += 1) {
      await runSlice(account.accountId, { db: database.db, client: dying, now: account.now }).catch(
        (error: unknown) => expect(error).toBeInstanceOf(RangeError),
      );
    }
    await account.settle();
    expect(await differences(database, sandbox, account)).toEqual([]);
    const { rows } = await database.db.execute<{ read: number; there: number }>(sql`
      select (select sum(rows_read)::int from sync_streams where entity = 'invoice' and stage in ('recent', 'history')) as read,
        (select count(*)::int from invoices) as there`);
    expect(rows[0]?.read).toBe(rows[0]?.there);
  }, 120_000);

  it('writes an event down once, asks for its record once, and brings the change', async () => {
    const [client] = store().all('Client');
    if (!client) throw new Error('no client');
    store().update('Client', client.id, { lastName: 'Renamed', isCompany: false });
    for (const seconds of [1, 2, 1, 2, 3])
      expect(await receive(event('CLIENT_UPDATE', client.id, undefined, seconds))).toEqual({
        status: 200,
      });
    const kept = await database.db.execute(sql`select 1 from webhook_events`);
    expect(kept.rows).toHaveLength(3);
    expect(await waiting()).toEqual([`client ${client.id}`]);
    await account.pass(1_500);
    await account.settle();
    expect(await waiting()).toEqual([]);
    const named = await database.db.execute(sql`select name from clients where id = ${client.id}`);
    expect(named.rows).toEqual([{ name: client.name }]);
  });

  it('buries what Jobber no longer has, and a late event does not bring it back', async () => {
    const payment = store().all('PaymentRecord')[0];
    if (!payment) throw new Error('no payment');
    store().destroy('PaymentRecord', payment.id);
    await receive(event('PAYMENT_DESTROY', payment.id, undefined, 20));
    await receive(event('PAYMENT_UPDATE', payment.id, undefined, 10));
    await account.pass(1_500);
    await account.settle();
    const left = await database.db.execute(
      sql`select 1 from payment_records where id = ${payment.id}`,
    );
    expect(left.rows).toEqual([]);
    const stones = await database.db.execute(
      sql`select kind from tombstones where id = ${payment.id}`,
    );
    expect(stones.rows).toEqual([{ kind: 'payment' }]);
  });

  it('asks for the visits of a job that changed', async () => {
    await receive(event('JOB_CLOSED', 'j1'));
    expect(await waiting()).toEqual(['job j1']);
    await database.db.execute(sql`delete from refetches`);
  });

  it('keeps events of accounts it does not know apart', async () => {
    expect(await receive(event('CLIENT_UPDATE', 'x', 'unknown'))).toEqual({ status: 200 });
    expect(await waiting()).toEqual([]);
    const { rows } = await database.db.execute(
      sql`select account_id, handled_at from webhook_events where jobber_account_id = 'unknown'`,
    );
    expect(rows).toEqual([{ account_id: null, handled_at: null }]);
  });

  it('changes nothing for a forged, altered or malformed event', async () => {
    const good = event('CLIENT_UPDATE', 'y', undefined, 99);
    const altered = Buffer.from(good.body.toString().replace('"y"', '"z"'));
    const options = { secrets: [secret], db: database.db };
    expect(await receiveWebhook(altered, good.signature, options)).toEqual({ status: 401 });
    expect(await receiveWebhook(good.body, null, options)).toEqual({ status: 401 });
    const noise = Buffer.from('{"data":{}}');
    expect(
      await receiveWebhook(noise, webhookSignature(noise.toString(), secret), options),
    ).toEqual({ status: 400 });
    expect(await waiting()).toEqual([]);
  });

  it('has a worker ask Jobber, once, when it is told that the app was disconnected', async () => {
    await runMigrations({ connectionString: database.url });
    const told = event('APP_DISCONNECT', account.jobberAccountId);
    await receive(told);
    await receive(told);
    const { rows } = await database.db.execute<{ task: string }>(
      sql`select task_identifier as task from graphile_worker.jobs`,
    );
    expect(rows).toEqual([{ task: 'confirm_disconnect' }]);
  });
});
