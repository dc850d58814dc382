import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Stack, test } from './fixtures';
import { signInByHand } from './raw-calls';
import { act, ask, type Cast, cast, dismiss } from './rights-cast';
import { actions, routes } from './rights-table';

test.slow();

type Limit = readonly [hits: number, seconds: number];

/** What a knock heard: whether it was one too many, when to try again in words, and in seconds where a program listens. */
type Heard = { isOver: boolean; said: string; seconds?: number };

/** Actions and routes that are counted more strictly than the rest. */
const stricter: Readonly<Record<string, Limit>> = {
  askJobberAction: [30, 60],
  changeJobberAppAction: [10, 60],
  changeRoleAction: [20, 60],
  createClientAction: [20, 60],
  createShareLinkAction: [20, 3600],
  deleteAccountAction: [5, 60],
  disconnectAction: [10, 60],
  eraseClientAction: [20, 60],
  exploreAction: [30, 60],
  inviteAction: [20, 60],
  keepAlertAction: [30, 3600],
  testAlertAction: [10, 600],
  mintFeedKeyAction: [20, 60],
  removeMemberAction: [20, 60],
  similarClientsAction: [60, 60],
  syncNowAction: [6, 60],
  withdrawInvitationAction: [20, 60],
  'GET export/[list]': [20, 60],
  'GET find': [600, 60],
  'GET lists/[list]': [600, 60],
  'GET lists/[list]/totals': [600, 60],
  'GET reports/[report]/csv': [20, 60],
};
const everyAction: Limit = [120, 60];
const everyRoute: Limit = [240, 60];

/** What strangers may knock at, by the first word of the counter's key. */
const doors: Readonly<
  Record<string, { limit: Limit; knock: (stack: Stack, key: string) => Promise<Heard> }>
> = {
  start: { limit: [60, 60], knock: (stack) => ledAway(stack, '/api/auth/start') },
  callback: {
    limit: [60, 60],
    knock: (stack) => ledAway(stack, '/api/auth/callback/jobber?code=made-up&state=made-up', 'GET'),
  },
  invite: {
    limit: [30, 60],
    knock: (stack) => ledAway(stack, '/api/invite', 'POST', 'token=none'),
  },
  setup: { limit: [20, 60], knock: (stack) => ledAway(stack, '/api/setup') },
  share: {
    limit: [60, 60],
    knock: async ({ url }) => {
      const said = await (await fetch(`${url}/share/made-up`)).text();
      return { isOver: said.includes('Too many tries from here'), said };
    },
  },
  feeds: { limit: [600, 60], knock: (stack) => answered(stack, '/api/feeds/clients.csv?key=none') },
  feed: {
    limit: [60, 3600],
    knock: (stack, key) => answered(stack, `/api/feeds/clients.csv?key=${key}`),
  },
  webhook: {
    limit: [60, 60],
    knock: async (stack) => {
      const heard = await answered(stack, '/api/webhooks/jobber', { method: 'POST', body: '{}' });
      // Jobber reads headers alone.
      return { ...heard, said: `Try again in ${heard.seconds} seconds` };
    },
  },
};

let company: Cast;

test.beforeEach(async ({ stack }) => {
  const { rowCount } = await stack.database.pool.query('select 1 from accounts');
  if (rowCount === 0) await signInByHand(stack);
  await dismiss(stack);
  company = await cast(stack);
});

test.afterEach(({ stack }) => dismiss(stack));

test('every counter of the code has a row here', () => {
  const counted = ['app', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .flatMap((file) => [
        ...readFileSync(path.join(folder, file), 'utf8').matchAll(/takeRateLimit\(\s*(.{0,12})/g),
      ])
      .map(([, start = '']) => /^`(\w+):/.exec(start)?.[1] ?? start),
  );
  // The function itself counts nothing, and the wrappers count what the tables of rights name.
  const own = counted.filter((word) => !['key: string,', 'action', 'route'].includes(word));
  expect(own.toSorted()).toEqual(Object.keys(doors).toSorted());
});

test('every action is refused when it comes too often, and says when to try again', async ({
  stack,
}) => {
  const { viewer } = company.people;
  for (const name of new Set(actions.map(([one]) => one))) {
    // Counted before anything is read into it, so that a call without input counts and does nothing.
    await expectTrip(stack, `action:%:${viewer.id}`, stricter[name] ?? everyAction, async () => {
      const { body } = await ask(stack, viewer.cookie, name, company.account.slug, null);
      const ms = /"retryAfterMs":(\d+)/.exec(body)?.[1];
      return heard(body.includes('"code":"rate_limited"'), body, ms && Number(ms) / 1000);
    });
  }
});

test('every route of signed-in people is refused when it is asked too often, and says when to try again', async ({
  stack,
}) => {
  const { viewer } = company.people;
  for (const [name, row] of Object.entries(routes)) {
    if (row.for === 'anyone') continue;
    const at = `/api/${row.at || name.split(' ')[1]}`;
    await expectTrip(stack, `route:%:${viewer.id}`, stricter[name] ?? everyRoute, () =>
      answered(stack, at, { headers: { cookie: viewer.cookie } }),
    );
  }
});

test('every door for strangers closes when they knock too often, and says when to try again', async ({
  stack,
}) => {
  const { account, people } = company;
  const made = await act(stack, people.owner, 'mintFeedKeyAction', account.slug, {
    slug: account.slug,
    feed: 'clients',
    name: 'Limits',
  });
  const key = /clients\.csv\?key=([\w-]+)/.exec(made)?.[1] ?? '';
  for (const [word, { limit, knock }] of Object.entries(doors)) {
    await expectTrip(stack, `${word}:%`, limit, () => knock(stack, key));
  }
  // The last door was that of webhooks: forgers keep nobody out.
  const body = JSON.stringify({ data: { webHookEvent: { topic: 'CLIENT_UPDATE' } } });
  const signed = await fetch(`${stack.url}/api/webhooks/jobber`, {
    method: 'POST',
    headers: {
      'x-jobber-hmac-sha256': createHmac('sha256', 'sandbox-secret').update(body).digest('base64'),
    },
    body,
  });
  expect([401, 429]).not.toContain(signed.status);
});

/** One more hit than `limit` trips the counter, not one less; and the time it names lies within its window. */
async function expectTrip(
  stack: Stack,
  like: string,
  [hits, seconds]: Limit,
  knock: () => Promise<Heard>,
): Promise<void> {
  const { pool } = stack.database;
  await pool.query('delete from rate_limits');
  expect(await knock(), `${like} at first`).toMatchObject({ isOver: false });
  const counted = await pool.query(
    'update rate_limits set hits = $1 where key like $2 returning key',
    [hits - 1, like],
  );
  const [{ key } = { key: like }] = counted.rows;
  expect(counted.rowCount, `${like} counts`).toBe(1);
  expect(await knock(), `${key}, hit ${hits}`).toMatchObject({ isOver: false });
  const last = await knock();
  expect(last.isOver, `${key}, hit ${hits + 1}: ${last.said.slice(0, 300)}`).toBe(true);
  expect(last.said, key).toMatch(/Try again in (a second|\d+ seconds)|Wait a minute/);
  if (last.seconds === undefined) return;
  expect(last.seconds, key).toBeGreaterThan(seconds / 4);
  expect(last.seconds, key).toBeLessThanOrEqual(seconds);
}

async function answered({ url }: Stack, at: string, init: RequestInit = {}): Promise<Heard> {
  const response = await fetch(`${url}${at}`, init);
  const after = response.headers.get('retry-after');
  return heard(response.status === 429, await response.text(), after);
}

/** Forms lead to a page that says it, or carry the sentence along. */
async function ledAway({ url }: Stack, at: string, method = 'POST', body?: string): Promise<Heard> {
  const response = await fetch(`${url}${at}`, {
    method,
    headers: { origin: url },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: new URLSearchParams(body) }),
  });
  const to = new URL(response.headers.get('location') ?? '', url);
  if (to.searchParams.get('error') === 'rate_limited') {
    return heard(true, await (await fetch(to)).text(), null);
  }
  const failed = to.searchParams.get('failed') ?? '';
  return heard(failed.startsWith('Too many'), failed, null);
}

function heard(isOver: boolean, said: string, seconds: string | number | null | undefined): Heard {
  return { isOver, said, ...(seconds ? { seconds: Number(seconds) } : {}) };
}
