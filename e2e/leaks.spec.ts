import type { Page } from '@playwright/test';
import { dump } from './dump';
import { expect, type Stack, test } from './fixtures';
import { builtActions, builtPaths, callAction, cookieHeader } from './raw-calls';
import { control } from './sandbox-control';

test.use({ expectedConsole: [/Failed to load resource/] });

test('no token, code or secret is in pages, payloads, cookies, the log or a dump of the database', async ({
  page,
  login,
  stack,
}) => {
  test.slow();
  const sent = answersOf(page, stack);
  const codes = codesOf(page);
  await login();
  sent.push(...(await visitEverything(page, stack)));
  await goWrong(page, stack);
  const cookies = await page.context().cookies(stack.url);
  sent.push(JSON.stringify(cookies));

  const places = {
    'what browsers got': sent.join('\n'),
    'the log': stack.serverLog(),
    'the database': await dump(stack),
  };
  const secrets = {
    'refresh tokens': stack.sandbox.control.grants.everyRefreshToken(),
    'authorization codes': codes,
    'the client secret': ['sandbox-secret'],
    'the session secret': [stack.sessionSecret],
    'session cookies': cookies
      .filter(({ name }) => name.endsWith('session'))
      .map(({ value }) => value),
  };
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(1_000);
    for (const [kind, values] of Object.entries(secrets)) {
      expect(values.length, kind).toBeGreaterThan(0);
      // A browser gets its own session back, in the cookie that only it holds.
      if (kind === 'session cookies' && place === 'what browsers got') continue;
      const found = values.filter((value) => shapesOf(value).some((shape) => text.includes(shape)));
      expect(found, `${kind} in ${place}`).toEqual([]);
    }
    expect(
      text.match(/eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g) ?? [],
      `access tokens in ${place}`,
    ).toEqual([]);
  }
});

test('the log names no client and no address of anybody', async ({ page, login, stack }) => {
  await login();
  await visitEverything(page, stack);
  const people = [...stack.sandbox.control.world.accounts.values()].flatMap((store) => [
    ...store
      .all('Client')
      .flatMap(({ name, emails }) => [name, ...emails.map((one) => one.address)]),
    ...store.all('User').map(({ email }) => email.raw),
  ]);
  const log = stack.serverLog();
  expect(people.filter((text) => text.length > 8 && log.includes(text))).toEqual([]);
});

/** Bodies and headers of everything that this server sends to the page from now on. */
function answersOf(page: Page, stack: Stack): string[] {
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().startsWith(stack.url)) return;
    answers.push(JSON.stringify(await response.allHeaders().catch(() => ({}))));
    answers.push(await response.text().catch(() => ''));
  });
  return answers;
}

/** The codes and proofs that the browser carries between Jobber and this server. */
function codesOf(page: Page): string[] {
  const codes: string[] = [];
  page.on('request', (request) => {
    const code = new URL(request.url()).searchParams.get('code');
    if (code) codes.push(code);
  });
  return codes;
}

/** Opens every page and asks every route; answers what came outside of the page itself. */
async function visitEverything(page: Page, stack: Stack): Promise<string[]> {
  const texts: string[] = [];
  const paths = builtPaths('page').filter((path) => !path.includes('['));
  for (const path of paths) {
    await page.goto(`${stack.url}${path}`);
    await page.waitForLoadState('networkidle');
    for (const headers of [{ rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }]) {
      const response = await page.request.get(`${stack.url}${path}`, { headers });
      texts.push(JSON.stringify(response.headers()), await response.text());
    }
  }
  for (const path of builtPaths('route')) {
    if (path.startsWith('/api/auth')) continue;
    const response = await page.request.get(
      `${stack.url}${path.replaceAll(/\[[^\]]+\]/g, 'clients')}`,
    );
    texts.push(await response.text());
  }
  return texts;
}

/** The ways in which tokens come close to error messages: refusals, broken answers, failed sign-ins, failed actions. */
async function goWrong(page: Page, stack: Stack): Promise<void> {
  const token = { path: '/api/oauth/token' };
  const faults = [
    { ...token, process: true, truncateAt: 200 },
    { ...token, reset: 'before' },
    { ...token, status: 500, body: 'refresh_token=%s could not be used' },
  ];
  const cookie = await cookieHeader(page, stack);
  for (const fault of faults) {
    await control(stack, 'clock', { advanceMs: 3_600_000 });
    await stack.database.shiftClock(3_600_000);
    await control(stack, 'fail', fault);
    for (const action of builtActions().filter(({ name }) => name.startsWith('ask'))) {
      const args = ['all', { list: 'clients', search: 'a' }];
      await callAction(stack, action, args, { cookie, origin: stack.url });
    }
  }
  await control(stack, 'clear-faults');
  for (const fault of [
    { ...token, process: true, truncateAt: 150 },
    { operation: 'SignInIdentity', status: 401, body: 'no', times: 3 },
  ]) {
    await control(stack, 'fail', fault);
    await page.goto(`${stack.url}/sign-in`);
    await page.getByRole('button', { name: /sign in with jobber/i }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.locator('main').getByRole('alert')).toBeVisible();
    await control(stack, 'clear-faults');
  }
}

/** As text, in hexadecimal as Postgres shows bytes, and in base64. */
function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
}
