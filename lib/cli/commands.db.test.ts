import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeDatabase } from '@/db/client';
import { changeEnv } from '../env';
import { createOneClient, listClients } from './clients';
import { connect } from './connect';
import { disconnect } from './disconnect';
import { doctor } from './doctor';
import { freePort } from './free-port';
import { keys } from './keys';
import { status } from './status';
import { type TestInstallation, testInstallation } from './test-installation';
import { token } from './token';

let place: TestInstallation;
let slug: string;
let jobberAccountId: string;
let printed: string;

beforeAll(async () => {
  place = await testInstallation();
  ({ slug, jobberAccountId } = await place.connect(0));
});
afterAll(async () => {
  await closeDatabase();
  await place.close();
});

/** What one command writes to stdout. */
async function output(work: () => Promise<void>): Promise<string> {
  printed = '';
  await work();
  return printed;
}

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

async function works(accessToken: string): Promise<boolean> {
  const response = await fetch(`${place.sandbox.url}/api/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${accessToken}`,
      'x-jobber-graphql-version': '2026-09-25',
    },
    body: JSON.stringify({ query: '{ account { id } }' }),
  });
  const { data } = (await response.json()) as { data?: { account?: { id: string } } };
  return data?.account?.id === jobberAccountId;
}

describe('token', () => {
  test('prints a token that Jobber accepts and nothing else', async () => {
    const text = await output(() => token({}));
    expect(text).toMatch(/^\S+\n$/);
    expect(await works(text.trim())).toBe(true);
  });

  test('--env prints two lines for a shell, --json the same as JSON', async () => {
    const text = await output(() => token({ env: true }));
    expect(text).toMatch(
      /^JOBBER_ACCESS_TOKEN=\S+\nJOBBER_TOKEN_EXPIRES_AT=\d{4}-\d\d-\d\dT\S+Z\n$/,
    );
    const json = JSON.parse(await output(() => token({ json: true })));
    expect(Date.parse(json.expiresAt)).toBeGreaterThan(Date.now());
  });

  test('renews a token that has ended, and waits for a renewal that it began ahead of time', async () => {
    const version = async () =>
      (await place.pool.query('select max(token_version) v from jobber_connections')).rows[0].v;
    const before = await version();
    await place.shiftClock(55 * 60_000);
    const text = await output(() => token({}));
    expect(await version()).toBe(before + 1);
    expect(await works(text.trim())).toBe(true);
  });
});

test('status shows the connection, and fails once somebody has to sign in again', async () => {
  expect(await output(() => status({}))).toMatch(new RegExp(`${slug} +active`));
  expect(process.exitCode).toBe(0);
  const json = JSON.parse(await output(() => status({ json: true })));
  expect(json).toMatchObject({
    accounts: [{ slug, connections: [{ status: 'active' }] }],
    stopped: null,
  });
  await place.pool.query(
    `update jobber_connections set status = 'reconnect', status_reason = 'revoked'`,
  );
  expect(await output(() => status({}))).toContain('needs somebody to sign in');
  expect(process.exitCode).toBe(1);
  await expect(output(() => token({}))).rejects.toMatchObject({ code: 'reconnect_required' });
  await place.pool.query(`update jobber_connections set status = 'active', status_reason = null`);
});

describe('clients', () => {
  test('list shows what Jobber holds, across pages', async () => {
    const rows = JSON.parse(await output(() => listClients({ json: true, limit: 120 })));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows[0]).toMatchObject({ id: expect.any(String), name: expect.any(String) });
    expect(await output(() => listClients({ limit: 2 }))).toMatch(/^NAME +E-MAIL .*\n.*\n.*\n$/);
  });

  test('create makes one and prints its address in Jobber', async () => {
    const text = await output(() =>
      createOneClient({
        firstName: 'Ada',
        lastName: 'Loveless',
        email: 'ada@example.com',
        city: 'York',
      }),
    );
    expect(text).toMatch(/^https?:\/\/\S+\n$/);
    const found = JSON.parse(
      await output(() => listClients({ json: true, limit: 5, search: 'Loveless' })),
    );
    expect(found).toMatchObject([
      { name: 'Ada Loveless', email: 'ada@example.com', jobberUrl: text.trim() },
    ]);
  });

  test('create without a name is refused before Jobber is asked', async () => {
    await expect(createOneClient({ email: 'a@example.com' })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});

test('keys counts what each key seals, and --reseal moves it to the first one', async () => {
  const [old, next] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)].map((key) =>
    key.toString('base64'),
  );
  changeEnv({ TOKEN_ENCRYPTION_KEYS: `k2:${next},k1:${old}` });
  const before = JSON.parse(await output(() => keys({ json: true })));
  expect(before.keys).toMatchObject([
    { kid: 'k2', rows: 0, isActive: true },
    { kid: 'k1', rows: 1 },
  ]);
  expect(await output(() => keys({ reseal: true }))).toContain(
    'Sealed again with the first key: 1.',
  );
  changeEnv({ TOKEN_ENCRYPTION_KEYS: `k2:${next}` });
  expect(await works((await output(() => token({}))).trim())).toBe(true);
  changeEnv({ TOKEN_ENCRYPTION_KEYS: `k1:${old}` });
  expect(await output(() => keys({}))).toContain('missing from TOKEN_ENCRYPTION_KEYS');
  expect(process.exitCode).toBe(1);
  changeEnv({ TOKEN_ENCRYPTION_KEYS: `k2:${next},k1:${old}` });
});

describe('doctor', () => {
  const lines = async () =>
    new Map<string, { ok: boolean; text: string }>(
      (
        JSON.parse(await output(() => doctor({ json: true }))) as {
          check: string;
          ok: boolean;
          text: string;
        }[]
      ).map(({ check, ...line }) => [check, line]),
    );

  test('checks everything and finds a sound installation sound', async () => {
    const found = await lines();
    const wrong = [...found].filter(([, { ok }]) => !ok);
    expect(wrong).toEqual([]);
    expect([...found.keys()]).toEqual(
      'Node,Settings,Build,Database,Schema,Port,Jobber,Clock,Address,Jobber app,Callback,Keys,Connections,Scopes,API version'.split(
        ',',
      ),
    );
    expect(found.get('Callback')?.text).toContain('http://localhost:3999/api/auth/callback/jobber');
    expect(found.get('API version')?.text).toContain('2026-09-25');
  });

  test('names a warned version with what to do', async () => {
    place.sandbox.control.versionWarning = 'Version 2026-09-25 ends soon.';
    const found = await lines();
    place.sandbox.control.versionWarning = null;
    expect(found.get('API version')).toMatchObject({
      ok: false,
      text: expect.stringContaining('ends soon'),
    });
    expect(process.exitCode).toBe(1);
  });

  test.each([
    ['ten minutes ahead', -600, 'ahead of'],
    ['an hour behind', 3600, 'behind'],
  ])('names a clock that is %s', async (_, jobberIsAheadSeconds, direction) => {
    const startedAt = Date.now();
    place.sandbox.control.faults.add({
      path: '/api/graphql',
      times: 2,
      after: 0,
      process: true,
      status: 200,
      body: {},
      headers: { date: new Date(startedAt + jobberIsAheadSeconds * 1000).toUTCString() },
    });
    const clock = (await lines()).get('Clock');
    expect(clock?.ok).toBe(false);
    const words = new RegExp(
      `is (\\d+) s \\(\\d+ min\\) ${direction} Jobber’s\\. Turn on network time`,
    );
    const seconds = Number(words.exec(clock?.text ?? '')?.[1]);
    // The Date of the answer stands still while the doctor looks, and it counts whole seconds.
    const tookSeconds = Math.ceil((Date.now() - startedAt) / 1000) + 1;
    const off = direction === 'behind' ? 3600 - seconds : seconds - 600;
    expect(off).toBeGreaterThanOrEqual(-1);
    expect(off).toBeLessThanOrEqual(tookSeconds);
  });

  test.each<[string, () => Promise<unknown>, string, RegExp]>([
    [
      'a wrong secret',
      async () => {
        place.sandbox.control.app.clientSecret = 'rolled';
      },
      'Jobber app',
      /does not accept this client id with this secret\. Copy both again.+ Put them into JOBBER_CLIENT_ID/,
    ],
    [
      'a wrong callback',
      async () => {
        place.sandbox.control.app.callbacks = ['http://localhost:3000/other'];
      },
      'Callback',
      /has to be exactly http:\/\/localhost:3999\/api\/auth\/callback\/jobber/,
    ],
    [
      'a busy port',
      () => occupy(3999, 'another program'),
      'Port',
      /Stop it, or choose another port/,
    ],
    [
      'a database that is down',
      async () =>
        changeEnv({ DATABASE_URL: `postgres://nobody@localhost:${await freePort()}/none` }),
      'Database',
      /Check that Postgres runs there and that DATABASE_URL is right/,
    ],
    [
      'a wrong public URL',
      async () => {
        const port = await freePort();
        await occupy(port, JSON.stringify({ live: true }));
        changeEnv({ PORT: String(port), NEXTAUTH_URL: `http://localhost:${await freePort()}` });
      },
      'Address',
      /Fieldboard runs on port \d+ of this machine, but nothing answers .* NEXTAUTH_URL must be/,
    ],
    [
      'an address without https',
      async () => changeEnv({ NEXTAUTH_URL: 'http://127.0.0.1:3999' }),
      'Address',
      /use http:\/\/localhost:3999/,
    ],
  ])('names %s with what to do, and only that', async (_, breaks, check, words) => {
    const before = { DATABASE_URL: place.url, NEXTAUTH_URL: 'http://localhost:3999', PORT: '' };
    await breaks();
    const found = await lines();
    place.sandbox.control.app.clientSecret = 'sandbox-secret';
    place.sandbox.control.app.callbacks = 'any_loopback';
    changeEnv(before);
    await Promise.all(occupied.splice(0).map((end) => end()));
    expect(found.get(check)).toEqual({ ok: false, text: expect.stringMatching(words) });
    const others = [...found].filter(([name, { ok }]) => !ok && name !== check);
    // Whoever has the port answers at the address of a local server as well.
    expect(others.map(([name]) => name)).toEqual(check === 'Port' ? ['Address'] : []);
    expect(process.exitCode).toBe(1);
  });

  test('notes for each account which scopes it lacks, what that hides and what to do', async () => {
    const { app } = place.sandbox.control;
    const { scopes } = app;
    app.scopes = scopes.filter((scope) => !['read_quotes', 'read_expenses'].includes(scope));
    await connectAgain();
    const text = await output(() => doctor({}));
    expect(process.exitCode).toBe(0);
    const noted = text.split('\n').filter((line) => line.includes('Scopes'));
    expect(noted).toEqual([
      expect.stringMatching(
        /^note Scopes of .+: “Quotes: read” is missing, which hides quotes and what they are worth; “Expenses: read” is missing, which hides .+tick these scopes .+ press Reconnect/,
      ),
    ]);
    app.scopes = scopes;
    await connectAgain();
    expect((await lines()).get('Scopes')).toMatchObject({ ok: true });
  });
});

/** As a reconnect in the browser would: scopes are those of the day of the sign-in. */
async function connectAgain(): Promise<void> {
  await place.connect(0);
}

/** Programs that a test lets answer `body` on a port. */
const occupied: (() => Promise<void>)[] = [];

async function occupy(port: number, body: string): Promise<void> {
  const other = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => other.listen(port, resolve));
  occupied.push(() => new Promise((resolve) => other.close(() => resolve())));
}

test('connect by the dashboard says when the dashboard does not run', async () => {
  await expect(output(() => connect({ browser: false, timeout: 1 }))).rejects.toMatchObject({
    safeMessage: expect.stringContaining('npm start'),
  });
});

test('disconnect wants --yes where nobody can be asked, then ends it here and at Jobber', async () => {
  await expect(output(() => disconnect({}))).rejects.toMatchObject({
    safeMessage: expect.stringContaining('--yes'),
  });
  expect(await output(() => disconnect({ yes: true }))).toContain('here and at Jobber');
  expect(place.sandbox.control.grants.liveGrants(jobberAccountId)).toEqual([]);
  await expect(output(() => token({}))).rejects.toMatchObject({ code: 'reconnect_required' });
});
