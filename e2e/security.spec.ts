import { expect, test } from './fixtures';
import { control } from './sandbox-control';

type Seen = { total: number; requests: { path: string }[] };

test('a forged return from Jobber is refused before any token is asked for', async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  const state = new URL(page.url()).searchParams.get('state');
  const own = await page.context().cookies(stack.url);
  const jar = own.map(({ name, value }) => `${name}=${value}`).join('; ');
  await control(stack, 'forget-requests');
  const callback = `${stack.url}/api/auth/callback/jobber`;
  const forged = [
    { url: `${callback}?code=stolen&state=${state}`, cookie: '' },
    { url: `${callback}?code=stolen&state=wrong`, cookie: jar },
    { url: `${callback}?code=stolen`, cookie: jar },
    { url: `${callback}?code=stolen&state=`, cookie: jar },
    { url: `${callback}?error=access_denied&state=${state}`, cookie: jar },
    { url: `${stack.url}/api/auth/callback/google?code=stolen&state=${state}`, cookie: jar },
    { url: callback, cookie: jar },
  ];
  for (const { url, cookie } of forged) {
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    const location = response.headers.get('location') ?? '';
    expect(location, url).toContain(`${stack.url}/sign-in?error=`);
    expect(response.headers.get('set-cookie') ?? '', url).not.toContain('fieldboard.session=ey');
  }
  const seen = await control<Seen>(stack, 'requests');
  expect(seen.requests.filter(({ path }) => path.startsWith('/api/oauth/token'))).toEqual([]);
});

test('a sign-in starts only from our own page', async ({ stack }) => {
  for (const origin of [undefined, 'null', 'https://evil.example', `${stack.url}.evil.example`]) {
    for (const path of ['/api/auth/start', '/api/auth/signin/jobber', '/api/auth/end']) {
      const response = await fetch(`${stack.url}${path}`, {
        method: 'POST',
        headers: origin ? { origin } : {},
        redirect: 'manual',
      });
      expect(response.headers.get('location'), `${path} ${origin}`).toBe(
        `${stack.url}/sign-in?error=foreign_origin`,
      );
    }
  }
  const byGet = await fetch(`${stack.url}/api/auth/signin/jobber`, { redirect: 'manual' });
  expect(byGet.headers.get('location')).toBe(`${stack.url}/sign-in`);
});

test('no address to come back to leads off this server', async ({ page, stack }) => {
  const hostile = [
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%5cevil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    'http:evil.example',
    `${stack.url}@evil.example`,
    '/%2F%2Fevil.example',
    '/api/auth/signout',
  ];
  for (const next of hostile) {
    const response = await fetch(`${stack.url}/api/auth/start`, {
      method: 'POST',
      headers: { origin: stack.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ next, callbackUrl: next }),
      redirect: 'manual',
    });
    const kept = decodeURIComponent(
      /fieldboard\.callback=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '',
    );
    expect(new URL(kept).origin, next).toBe(stack.url);
    expect(new URL(kept).pathname.startsWith('//'), next).toBe(false);
  }
  await stack.database.pool.query('delete from rate_limits');
  await page.goto(`${stack.url}/sign-in?next=${encodeURIComponent('//evil.example')}`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL((url) => url.origin === stack.url && url.pathname === '/overview');
});

test('the session cookie holds ids alone and scripts cannot read it', async ({
  page,
  login,
  stack,
}) => {
  await login();
  const cookies = await page.context().cookies(stack.url);
  const session = cookies.find((cookie) => cookie.name === 'fieldboard.session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(session?.value.length).toBeLessThan(600);
  expect(await page.evaluate(() => document.cookie)).not.toContain('fieldboard');
});

test('a person who is not a member of an account is told that it is not here', async ({
  page,
  login,
  stack,
}) => {
  await login();
  const other = await stack.database.pool.query(
    `insert into accounts (jobber_account_id, slug, name) values ('other', 'other-account', 'Other Company')
      on conflict do nothing returning id`,
  );
  expect(other.rowCount).toBe(1);
  const own = await page.context().cookies(stack.url);
  const cookie = own.map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const path of ['/connection', '/clients', '/jobs']) {
    for (const account of ['other-account', 'no-such-account']) {
      const response = await fetch(`${stack.url}${path}?account=${account}`, {
        headers: { cookie },
      });
      const body = await response.text();
      expect(body, path).toContain('NEXT_HTTP_ERROR_FALLBACK;404');
      expect(body, path).not.toContain('Other Company');
    }
  }
  await stack.database.pool.query(`delete from accounts where slug = 'other-account'`);
});
