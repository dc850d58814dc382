import { expect, test } from './fixtures';

test.use({ https: true, ignoreHTTPSErrors: true });

test('behind https every cookie is bound to this host and to https', async ({
  page,
  login,
  stack,
}) => {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible();
  const onTheWay = await page.context().cookies(stack.url);
  expect(onTheWay.map(({ name }) => name).sort()).toEqual(
    ['callback', 'csrf', 'pkce', 'state'].map((name) => `__Host-fieldboard.${name}`),
  );
  await login();
  const cookies = await page.context().cookies(stack.url);
  expect(cookies.map(({ name }) => name)).toContain('__Host-fieldboard.session');
  for (const cookie of cookies) {
    expect(cookie, cookie.name).toMatchObject({
      secure: true,
      httpOnly: true,
      path: '/',
      sameSite: 'Lax',
    });
    expect(cookie.name).toMatch(/^__Host-/);
    expect(cookie.domain.startsWith('.')).toBe(false);
  }
});

test('behind https browsers are told to stay there for two years and to load nothing over http', async ({
  page,
  stack,
}) => {
  const response = await page.request.get(`${stack.url}/sign-in`);
  const headers = response.headers();
  expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  for (const path of ['/api/auth/session', '/nothing', '/api/lists/clients']) {
    const other = await page.request.get(`${stack.url}${path}`);
    expect(other.headers()['strict-transport-security'], path).toBeDefined();
    expect(other.headers()['x-content-type-options'], path).toBe('nosniff');
  }
});

test('a cookie with the plain name of http counts for nothing behind https', async ({
  page,
  login,
  stack,
}) => {
  await login();
  const session = (await page.context().cookies(stack.url)).find(({ name }) =>
    name.endsWith('session'),
  );
  await page.goto('about:blank');
  await page.context().clearCookies();
  await page
    .context()
    .addCookies([{ name: 'fieldboard.session', value: session?.value ?? '', url: stack.url }]);
  await page.goto(`${stack.url}/connection`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a form of the http address of the same host starts no sign-in', async ({ page, stack }) => {
  const response = await page.request.post(`${stack.url}/api/auth/start`, {
    headers: { origin: stack.url.replace('https:', 'http:') },
    maxRedirects: 0,
  });
  expect(response.headers().location).toBe(`${stack.url}/sign-in?error=foreign_origin`);
});

test('signing out behind https takes the cookie away', async ({ page, login, stack }) => {
  await login();
  await page.goto(`${stack.url}/sign-in/out`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  const names = (await page.context().cookies(stack.url)).map(({ name }) => name);
  expect(names).not.toContain('__Host-fieldboard.session');
});
