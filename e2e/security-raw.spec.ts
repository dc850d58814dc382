import { expect, type Stack, test } from './fixtures';
import {
  type BuiltAction,
  builtActions,
  builtPaths,
  callAction,
  cookieHeader,
  otherAccount,
  strangerCookie,
} from './raw-calls';
import { control } from './sandbox-control';

type Victim = { accountId: number; slug: string; name: string; cookie: string; secrets: string[] };

let victim: Victim;
let outsiders: Record<string, string>;

test.beforeEach(async ({ stack, login, page }) => {
  await login();
  victim = await victimOf(stack, await cookieHeader(page, stack));
  outsiders = {
    nobody: '',
    'a made-up cookie': 'fieldboard.session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c',
    'a session encrypted by somebody else': await strangerCookie({
      ...stack,
      sessionSecret: 'x'.repeat(40),
    }),
    'a member of nothing': await strangerCookie(stack),
    'a member of another account': await strangerCookie(stack, await otherAccount(stack)),
    'a revoked session': await revoked(stack, await strangerCookie(stack, victim.accountId)),
  };
});

test.afterAll(async ({ stack }) => {
  await stack.database.pool.query(`delete from accounts where jobber_account_id = 'other-raw'`);
  await stack.database.pool.query(`delete from people where name = 'Somebody Else'`);
});

test('an action called past its page does nothing for outsiders and foreign pages', async ({
  stack,
}) => {
  const actions = builtActions();
  expect(actions.length).toBeGreaterThan(3);
  const before = await kept(stack);
  await control(stack, 'forget-requests');
  const ownPage = { origin: stack.url };
  for (const action of actions) {
    const args = [victim.slug, temptation()];
    for (const [who, cookie] of Object.entries(outsiders)) {
      await expectRefused(stack, action, args, { ...ownPage, cookie }, who);
    }
    const { cookie } = victim;
    for (const origin of ['', 'null', 'https://evil.example', `${stack.url}.evil.example`]) {
      const foreign = origin === '' ? { cookie } : { cookie, origin };
      await expectRefused(
        stack,
        action,
        args,
        foreign,
        `a foreign page (${origin || 'no origin'})`,
      );
    }
  }
  expect(await kept(stack)).toEqual(before);
  expect(await asked(stack)).toEqual([]);
});

test('an action for one account cannot be turned on another by what it is given', async ({
  stack,
}) => {
  const before = await kept(stack);
  const cookie = outsiders['a member of another account'] ?? '';
  for (const action of builtActions()) {
    for (const account of ['other-company', 'all', undefined]) {
      const answer = await callAction(stack, action, [account ?? '$undefined', temptation()], {
        origin: stack.url,
        cookie,
      });
      expect(leaked(answer.body), `${action.name} told ${account}`).toEqual([]);
    }
  }
  expect(await kept(stack)).toEqual(before);
});

test('an action refuses a body of megabytes before it reads anything into it', async ({
  stack,
}) => {
  const [action] = builtActions();
  if (!action) throw new Error('the build has actions');
  const before = stack.serverLog().length;
  for (const cookie of ['', victim.cookie]) {
    const big = [victim.slug, { search: 'x'.repeat(2_000_000) }];
    const answer = await callAction(stack, action, big, { origin: stack.url, cookie });
    // Next streams the refusal under a status of its own choosing: no result, and the reason in the log.
    expect(answer.body).not.toMatch(/"matches"|"error":\{"code"/);
    expect(leaked(answer.body)).toEqual([]);
  }
  const told =
    stack
      .serverLog()
      .slice(before)
      .match(/Body exceeded 1 ?MB limit/gi) ?? [];
  expect(told.length).toBeGreaterThanOrEqual(2);
});

test('no route gives anything to outsiders, foreign pages or oversized bodies', async ({
  stack,
}) => {
  const paths = builtPaths('route')
    .filter((path) => !openRoutes.test(path))
    .map((path) => filled(path));
  expect(paths.length).toBeGreaterThan(4);
  const before = await kept(stack);
  for (const path of paths) {
    const url = `${stack.url}${path}?account=${victim.slug}`;
    const call = async (init: RequestInit, what: string, statuses: number[]) => {
      const response = await fetch(url, { redirect: 'manual', ...init });
      expect(statuses, `${what}: ${init.method ?? 'GET'} ${path}`).toContain(response.status);
      expect(leaked(await response.text()), `${what}: ${path}`).toEqual([]);
    };
    const post = { method: 'POST', body: JSON.stringify(temptation()) };
    for (const [who, cookie] of Object.entries(outsiders)) {
      await call({ headers: { cookie } }, who, [401, 404, 405]);
      await call({ ...post, headers: { cookie, origin: stack.url } }, who, [401, 404, 405]);
    }
    const { cookie } = victim;
    await call({ ...post, headers: { cookie } }, 'no origin', [403, 405]);
    await call(
      { ...post, headers: { cookie, origin: 'https://evil.example' } },
      'foreign',
      [403, 405],
    );
    const big = { method: 'POST', body: JSON.stringify({ text: 'x'.repeat(2_000_000) }) };
    await call({ ...big, headers: { cookie, origin: stack.url } }, 'big', [400, 404, 405, 413]);
  }
  expect(await kept(stack)).toEqual(before);
});

test('no page tells outsiders anything, whatever headers and spellings the request comes with', async ({
  stack,
}) => {
  test.slow();
  const pages = builtPaths('page').map((path) => filled(path));
  expect(pages).toContain('/connection');
  const shown = await (
    await fetch(`${stack.url}/connection`, { headers: { cookie: victim.cookie } })
  ).text();
  expect(leaked(shown), 'the member sees it').not.toEqual([]);
  await control(stack, 'forget-requests');
  for (const path of pages) {
    for (const [who, cookie] of Object.entries(outsiders)) {
      const tries = who === 'nobody' ? bypasses : bypasses.slice(0, 3);
      for (const headers of tries) {
        const response = await fetch(`${stack.url}${path}?account=${victim.slug}`, {
          headers: { cookie, ...headers },
          redirect: 'manual',
        });
        const what = `${who}: ${path} ${JSON.stringify(headers)}`;
        expect(response.status, what).toBeLessThan(500);
        expect(leaked(await response.text()), what).toEqual([]);
      }
    }
  }
  for (const path of spellings) {
    const response = await fetch(`${stack.url}${path}`, {
      headers: { rsc: '1' },
      redirect: 'manual',
    });
    expect(leaked(await response.text()), path).toEqual([]);
  }
  expect(await asked(stack)).toEqual([]);
});

const openRoutes = /^\/api\/(auth\/|health|webhooks\/|invite$|setup$)/;

/** What has skipped a Next proxy before, and every way in which a browser asks for parts of a page. */
const bypasses: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/__PAGE__' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_full' },
  { rsc: '1', 'next-url': '/connection' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-subrequest': 'src/middleware', 'x-middleware-prefetch': '1' },
  { 'x-middleware-next': '1', 'x-middleware-rewrite': '/connection' },
  {
    'x-middleware-override-headers': 'cookie',
    'x-middleware-request-cookie': 'fieldboard.session=x',
  },
  {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '127.0.0.1',
  },
  { 'x-original-url': '/sign-in', 'x-rewrite-url': '/sign-in', 'x-fieldboard-path': '/sign-in' },
  { 'x-nextjs-data': '1', 'x-matched-path': '/connection', purpose: 'prefetch' },
];

const spellings = [
  '/connection.rsc',
  '/connection.segments/_tree.segment.rsc',
  '/connection.segments/__PAGE__.segment.rsc',
  '/_next/data/build/connection.json',
  '/connection/',
  '//connection',
  '/%63onnection',
  '/en/connection',
  '/connection;.css',
  '/sign-in/../connection',
  '/_next/image?url=%2Fconnection&w=64&q=75',
];

/** A path with something in place of its parameters; the client is one that the victim has. */
function filled(path: string): string {
  return path
    .replace('clients/[id]', `clients/${victim.secrets.at(-1)}`)
    .replace('[list]', 'clients')
    .replace('[report]', 'receivables')
    .replaceAll(/\[[^\]]+\]/g, 'bm90aGluZw');
}

/** Fields that some action reads, all aimed at the victim. */
function temptation(): Record<string, unknown> {
  const id = '00000000-0000-4000-8000-000000000000';
  return {
    slug: victim.slug,
    account: victim.slug,
    accountId: victim.accountId,
    typedName: victim.name,
    name: 'Mallory',
    role: 'viewer',
    list: 'clients',
    search: 'a',
    full: true,
    personId: id,
    sid: id,
    id,
  };
}

async function expectRefused(
  stack: Stack,
  action: BuiltAction,
  args: unknown[],
  headers: Record<string, string>,
  who: string,
): Promise<void> {
  const { status, body } = await callAction(stack, action, args, headers);
  expect(leaked(body), `${who}: ${action.name}`).toEqual([]);
  const code = /"error":\{"code":"(\w+)"/.exec(body)?.[1];
  // Next turns away what comes from another origin before our own check could.
  const isRefused = code === undefined ? status >= 400 : refusals.includes(code);
  expect(isRefused, `${who}: ${action.name} answered ${status} ${body.slice(-300)}`).toBe(true);
}

const refusals = ['not_signed_in', 'forbidden', 'not_found', 'bad_input', 'rate_limited'];

/** What of the victim's stands in an answer. The slug does not count, as the request itself brings it. */
function leaked(body: string): string[] {
  const text = body.replaceAll(/&amp;|\\u0026/g, '&').replaceAll(/&#x27;|&#39;/g, "'");
  return victim.secrets.slice(0, -1).filter((secret) => text.includes(secret));
}

async function victimOf(stack: Stack, cookie: string): Promise<Victim> {
  const { rows } = await stack.database.pool.query<{ id: number; slug: string; name: string }>(
    'select id, slug, name from accounts order by id limit 1',
  );
  const [account] = rows;
  const [store] = stack.sandbox.control.world.accounts.values();
  if (!account || !store) throw new Error('the first sign-in makes an account');
  const clients = store.all('Client').filter(({ name }) => name.length > 8);
  const secrets = [account.name, ...clients.slice(0, 40).map(({ name }) => name)];
  return {
    accountId: account.id,
    slug: account.slug,
    name: account.name,
    cookie,
    secrets: [...secrets, clients[0]?.id ?? ''],
  };
}

async function revoked(stack: Stack, cookie: string): Promise<string> {
  await stack.database.pool.query(
    `update app_sessions set revoked_at = app_now() where sid = (select sid from app_sessions order by created_at desc limit 1)`,
  );
  return cookie;
}

/** What an attack on the victim would change. */
async function kept(stack: Stack): Promise<unknown> {
  const { rows } = await stack.database.pool.query(
    `select a.name, (select count(*) from memberships m where m.account_id = a.id) members,
      (select count(*) from app_sessions s join memberships m using (person_id)
        where m.account_id = a.id and s.revoked_at is null) sessions,
      (select count(*) from jobber_connections c
        where c.jobber_account_id = a.jobber_account_id and c.status <> 'disconnected') grants,
      (select count(*) from invitations i where i.account_id = a.id) invitations
      from accounts a where a.id = $1`,
    [victim.accountId],
  );
  return rows;
}

/** What Jobber was asked on behalf of people; reading in the background goes on beside the test. */
async function asked(stack: Stack): Promise<unknown[]> {
  const seen = await control<{ requests: { operation: string | null }[] }>(stack, 'requests');
  const byPeople =
    /^((Check)?(Client|Job|Quote|Invoice|Request)(Notes)?|ClientsList|JobsList|SimilarClients|ScopeProbe|SignInIdentity|ClientCreate|AppDisconnect)$/;
  return seen.requests.filter(({ operation }) => byPeople.test(operation ?? ''));
}
