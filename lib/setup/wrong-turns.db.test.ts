import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { openDatabase } from '@/db/open';
import { freePort } from '@/lib/cli/free-port';
import { type TestInstallation, testInstallation } from '@/lib/cli/test-installation';
import { changeEnv, isSetUp } from '@/lib/env';
import { log } from '@/lib/log';
import { keepSetUp } from './keep-set-up';
import { serverChecks } from './server-checks';

let place: TestInstallation;
const shared = globalThis as { fieldboardSetUpCode?: string; fieldboardJobberApp?: unknown };
const own = 'http://localhost:3999';

beforeAll(async () => {
  place = await testInstallation();
  delete process.env.JOBBER_CLIENT_ID;
  delete process.env.JOBBER_CLIENT_SECRET;
  changeEnv({});
  shared.fieldboardSetUpCode = 'the-code';
  log.level = 'silent';
});
afterAll(async () => {
  delete shared.fieldboardSetUpCode;
  delete shared.fieldboardJobberApp;
  await closeDatabase();
  await place.close();
});

/** Where the form of the set-up page leads: another page, or back with a sentence. */
async function posted(
  fields: Record<string, string>,
  origin = own,
): Promise<{ path: string; said: string }> {
  const request = new NextRequest(`${own}/api/setup`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams(fields),
  });
  const to = new URL((await keepSetUp(request)).headers.get('location') ?? '');
  return { path: to.pathname, said: to.searchParams.get('failed') ?? '' };
}

const right = { code: 'the-code', clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };

describe('the form of the set-up page names', () => {
  test.each<[string, Partial<typeof right>, string, () => Promise<unknown>, RegExp]>([
    ['a wrong code', { code: 'guessed' }, own, ready, /lacks the code/],
    ['a wrong secret', { clientSecret: 'wrong' }, own, ready, /Copy both again/],
    ['an id that is no app', { clientId: 'nobody' }, own, ready, /Copy both again/],
    ['a missing value', { clientSecret: ' ' }, own, ready, /both the client id and/],
    [
      'a wrong callback',
      {},
      own,
      async () => {
        place.sandbox.control.app.callbacks = [`${own}/callback`];
      },
      /has to be exactly http:\/\/localhost:3999\/api\/auth\/callback\/jobber/,
    ],
    ['a wrong public URL', {}, 'http://127.0.0.1:3999', ready, /set NEXTAUTH_URL to it/],
    [
      'a Jobber that is away',
      {},
      own,
      async () => changeEnv({ JOBBER_API_URL: `http://localhost:${await freePort()}` }),
      /way to the internet/,
    ],
    [
      'a database that is away',
      {},
      own,
      () => place.pool.query('alter table rate_limits rename to rate_limits_away'),
      /Start Postgres, or mend DATABASE_URL/,
    ],
  ])('%s, with what to do, and stores nothing', async (_, changes, origin, breaks, words) => {
    await breaks();
    expect(await posted({ ...right, ...changes }, origin)).toEqual({
      path: '/setup',
      said: expect.stringMatching(words),
    });
    await ready();
    expect((await place.pool.query('select 1 from jobber_app')).rowCount).toBe(0);
  });

  test('nothing when all is right, and leads on to signing in', async () => {
    expect(await posted(right)).toEqual({ path: '/sign-in', said: '' });
    expect(isSetUp()).toBe(true);
  });
});

describe('the set-up page itself sees', () => {
  const seen = async (asked: Parameters<typeof serverChecks>[0] = {}) =>
    Object.fromEntries((await serverChecks(asked)).map(({ name, ...check }) => [name, check]));

  test('that all is right', async () => {
    expect(await seen()).toEqual({
      Jobber: { ok: true, text: 'reached' },
      Clock: { ok: true, text: 'right' },
      Database: { ok: true, text: 'answers' },
    });
  });

  test.each([
    ['an hour behind', 3_600_000, /(60|59) min\) behind Jobber’s\. Turn on network time/],
    ['an hour ahead', -3_600_000, /(60|61) min\) ahead of Jobber’s\. Turn on network time/],
  ])('a clock that is %s', async (_, jobberIsAheadMs, words) => {
    place.sandbox.control.faults.add({
      path: '/api/graphql',
      times: 1,
      after: 0,
      process: true,
      status: 200,
      body: {},
      headers: { date: new Date(Date.now() + jobberIsAheadMs).toUTCString() },
    });
    expect(await seen()).toMatchObject({
      Clock: { ok: false, text: expect.stringMatching(words) },
    });
  });

  test('a Jobber that cannot be reached and a database that is down', async () => {
    const port = await freePort();
    const { db, pool } = openDatabase(`postgres://nobody@localhost:${port}/none`, {
      max: 1,
      statementTimeoutMs: 1_000,
    });
    expect(await seen({ db, apiUrl: `http://localhost:${port}` })).toEqual({
      Jobber: { ok: false, text: expect.stringMatching(/way to the internet/) },
      Database: { ok: false, text: expect.stringMatching(/Start Postgres/) },
    });
    await pool.end();
  });
});

async function ready(): Promise<void> {
  place.sandbox.control.app.callbacks = 'any_loopback';
  changeEnv({ JOBBER_API_URL: place.sandbox.url });
  await place.pool.query('alter table if exists rate_limits_away rename to rate_limits');
}
