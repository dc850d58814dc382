import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import { admit } from '@/lib/access/admission';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { keepTokens } from '@/lib/vault/keep-tokens';
import { budgetLeft } from './budget-left';
import { explore } from './explore';
import { dropQuery, keepQuery, keptQueries } from './kept-queries';
import { pastRuns } from './runs';

let database: TestDatabase;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let scope: AccountScope;
let accountId: number;

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
  const owner = await connectedOwner();
  scope = await requireAccounts(owner, owner.slug, database.db);
  accountId = owner.accountId;
});

beforeEach(async () => {
  await database.db.execute(sql`delete from explorer_runs`);
  await database.db.execute(sql`delete from jobber_budgets`);
});

afterAll(async () => {
  await closeDatabase();
  await sandbox.close();
  await database.close();
});

const clients = 'query Clients($n: Int) { clients(first: $n) { nodes { id name } } }';

test('a query brings data, a table, its cost before and after, and stands in history and audit', async () => {
  const result = await explore(scope, accountId, { text: clients, variables: '{ "n": 3 }' });
  expect(result.table?.columns).toEqual(['id', 'name']);
  expect(result.table?.rows).toHaveLength(3);
  expect(JSON.parse(result.json).clients.nodes).toHaveLength(3);
  expect(result.csv).toContain('id,name\r\n');
  expect(result.cost.estimated).toBe(2 + 3 * 2);
  expect(result.cost.actual).toBeGreaterThan(0);
  expect(result.budget.shareLeft).toBe(10_000 - (result.cost.actual ?? 0));
  const [run] = await pastRuns(scope, accountId);
  expect(run).toMatchObject({ text: clients, cost: result.cost.actual });
  const { rows } = await database.pool.query(
    `select about from audit_events where what = 'explored' and account_id = $1`,
    [accountId],
  );
  expect(rows).toEqual([{ about: 'Clients' }]);
});

test.each<[string, string, string, RegExp]>([
  ['a mutation', 'mutation { appDisconnect { app { name } } }', '', /only reads/],
  ['two operations', 'query A { account { id } } query B { account { id } }', '', /One query/],
  [
    '10,000 aliases',
    `{${Array.from({ length: 10_000 }, (_, at) => `a${at}:account{id}`).join(' ')}}`,
    '',
    /at most 50,000 characters/,
  ],
  ['depth 50', `query ${'{ client '.repeat(50)}${'}'.repeat(50)}`, '', /levels deep/],
  [
    'another host',
    'query ($u: String) { x(u: $u) }',
    '{ "u": "http://other.example" }',
    /other.example/,
  ],
  ['10,001 points', '{ clients(first: 5000) { nodes { id name } } }', '', /never gives more/],
])('%s is refused with a sentence and nothing is sent', async (_what, text, variables, says) => {
  const before = sandbox.control.seen.total;
  await expect(explore(scope, accountId, { text, variables })).rejects.toMatchObject({
    code: 'bad_input',
    safeMessage: expect.stringMatching(says),
  });
  expect(sandbox.control.seen.total).toBe(before);
  expect(await pastRuns(scope, accountId)).toEqual([]);
});

test('a query of 9,999 points at an empty budget is refused with the wait and nothing is sent', async () => {
  await database.db.execute(
    sql`insert into jobber_budgets (account_id, available) values (${accountId}, 0)`,
  );
  const before = sandbox.control.seen.total;
  const text = '{ clients(first: 3332) { nodes { id name isLead } } __typename }';
  await expect(explore(scope, accountId, { text, variables: '' })).rejects.toMatchObject({
    code: 'jobber_throttled',
    safeMessage: expect.stringMatching(/needs 9,999 points.* now. Try again in 20 seconds/),
  });
  expect(sandbox.control.seen.total).toBe(before);
});

test('the share of a minute is the explorer’s own: simultaneous queries cannot spend it twice, later ones can again', async () => {
  const both = await Promise.allSettled([
    explore(scope, accountId, { text: lists(20), variables: '' }),
    explore(scope, accountId, { text: lists(30), variables: '' }),
  ]);
  const refused = both.filter((one) => one.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(['rate_limited']);
  await database.db.execute(
    sql`update explorer_runs set actual_cost = null, estimated_cost = 9999`,
  );
  expect(await budgetLeft(accountId)).toMatchObject({ shareLeft: 1 });
  await expect(
    explore(scope, accountId, { text: clients, variables: '{ "n": 2 }' }),
  ).rejects.toMatchObject({
    code: 'rate_limited',
    safeMessage: expect.stringMatching(/1 point is left .*Try again in \d+ seconds/),
  });
  await database.shiftClock(61_000);
  await explore(scope, accountId, { text: clients, variables: '{ "n": 2 }' });
});

test('only an owner explores and keeps queries', async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into people (name) values ('Bea') returning id`,
  );
  const personId = rows[0]?.id ?? '';
  await database.pool.query(
    `insert into memberships (account_id, person_id, role) values ($1, $2, 'bookkeeper')`,
    [accountId, personId],
  );
  const hers = await requireAccounts({ personId }, undefined, database.db);
  await expect(explore(hers, accountId, { text: clients, variables: '' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(keptQueries(hers, accountId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(explore(scope, accountId + 1, { text: clients, variables: '' })).rejects.toThrow();
});

test('a query is kept under its name, replaced under the same one, and dropped', async () => {
  await keepQuery(scope, accountId, { name: 'Top', text: clients, variables: '' });
  await keepQuery(scope, accountId, { name: 'Top', text: '{ account { id } }', variables: '{}' });
  const [kept, ...others] = await keptQueries(scope, accountId);
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ name: 'Top', text: '{ account { id } }' });
  await dropQuery(scope, accountId, kept?.id ?? '');
  expect(await keptQueries(scope, accountId)).toEqual([]);
});

/** 202 points each. */
function lists(count: number): string {
  const one = (at: number) => `a${at}: clients(first: 100) { nodes { id name } }`;
  return `{ ${Array.from({ length: count }, (_, at) => one(at)).join(' ')} }`;
}

async function connectedOwner() {
  const [store] = [...sandbox.control.world.accounts.values()];
  const user = store?.all('User').find(({ isAccountAdmin }) => isAccountAdmin);
  if (!store || !user) throw new Error('the sandbox has no admin');
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
  return admission;
}
