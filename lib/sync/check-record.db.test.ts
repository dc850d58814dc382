import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SandboxAccount, sandboxAccount } from '@/bench/sandbox-account';
import { tinyWorld } from '@/bench/tiny-world';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { checkRecord, type Shown } from './check-record';

let database: TestDatabase;
let sandbox: Sandbox;
let account: SandboxAccount;
let spent: number;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({
    world: (now) => tinyWorld(3, now),
    latency: { baseMs: 0, perRowMs: 0 },
    accessTokenTtlSeconds: 864_000,
  });
  account = await sandboxAccount(database, sandbox);
  await account.settle();
});
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

const open = (kind: 'client' | 'job', id: string, shown?: Shown) => {
  spent = 0;
  const client: Pick<SandboxAccount['client'], 'query'> = {
    query: async (document, variables, options) => {
      const answer = await account.client.query(document, variables, options);
      spent += answer.cost?.actual ?? 0;
      return answer;
    },
  };
  return checkRecord(client, account.accountId, kind, id, {
    db: database.db,
    now: account.now,
    ...(shown ? { shown } : {}),
  });
};
const store = () => {
  const [first] = sandbox.control.world.accounts.values();
  if (!first) throw new Error('no account');
  return first;
};
const idOf = async (table: string) => {
  const { rows } = await database.pool.query(`select id from ${table} order by id limit 1`);
  return String(rows[0].id);
};

it('costs at most 60 points while nothing has changed, and writes nothing', async () => {
  const id = await idOf('jobs');
  const row = async () =>
    (await database.pool.query('select * from jobs where id = $1', [id])).rows[0];
  const before = await row();
  expect(await open('job', id)).toMatchObject({ isChanged: false, isGone: false });
  expect(spent).toBeGreaterThan(0);
  expect(spent).toBeLessThanOrEqual(60);
  expect(await row()).toEqual(before);
});

it('says that something is new when the background reading was quicker than the person', async () => {
  const id = await idOf('jobs');
  const { rows } = await database.pool.query('select read_at, detail_at from jobs where id = $1', [
    id,
  ]);
  const readAt = rows[0].read_at.toISOString();
  const detailAt = rows[0].detail_at.toISOString();
  expect(await open('job', id, { readAt, detailAt })).toMatchObject({ isChanged: false });
  expect(await open('job', id, { readAt, detailAt: null })).toMatchObject({ isChanged: true });
  const earlier = new Date(Date.parse(readAt) - 60_000).toISOString();
  const older = { readAt: earlier, detailAt };
  expect(await open('job', id, older)).toMatchObject({ isChanged: true, isGone: false });
  expect(spent).toBeLessThanOrEqual(60);
});

it('reads the whole record once Jobber says something new, and writes it through', async () => {
  const id = await idOf('clients');
  await account.pass(60_000);
  store().update('Client', id, { companyName: 'Renamed & Co', isCompany: true });
  expect(await open('client', id)).toMatchObject({ isChanged: true, isGone: false });
  const { rows } = await database.pool.query('select * from clients where id = $1', [id]);
  expect(rows[0]).toMatchObject({ company_name: 'Renamed & Co' });
  expect(rows[0].detail_at).not.toBeNull();
});

it('reads the details of a record that has only come from a list', async () => {
  const id = await idOf('jobs');
  await database.pool.query('update jobs set detail_at = null, detail_hash = null where id = $1', [
    id,
  ]);
  await database.pool.query("delete from line_items where owner_kind = 'job' and owner_id = $1", [
    id,
  ]);
  await open('job', id);
  const { rows } = await database.pool.query(
    "select count(*)::int n from line_items where owner_kind = 'job' and owner_id = $1",
    [id],
  );
  expect(rows[0].n).toBeGreaterThan(0);
});

it('says that the details are known now, also when they are what they were', async () => {
  const id = await idOf('jobs');
  const { rows } = await database.pool.query(
    'update jobs set detail_at = null where id = $1 returning read_at',
    [id],
  );
  const shown = { readAt: rows[0].read_at.toISOString(), detailAt: null };
  expect(await open('job', id, shown)).toMatchObject({ isChanged: true, isGone: false });
});

it('takes away what Jobber no longer has', async () => {
  const unknown = Buffer.from('gid://Jobber/Client/999999999').toString('base64');
  expect(await open('client', unknown)).toMatchObject({ isGone: true });
});
