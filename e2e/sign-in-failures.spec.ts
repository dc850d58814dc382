import type { Page } from '@playwright/test';
import { expect, type Stack, test } from './fixtures';
import { adminOf, control } from './sandbox-control';

test.beforeEach(async ({ stack, login, page }) => {
  await control(stack, 'clear-faults');
  await login();
  // Left first: a page that still asks for its freshness would be answered that nobody is signed in.
  await page.goto('about:blank');
  await page.context().clearCookies();
});

async function toConsent(page: Page, stack: Stack) {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible();
}

async function allow(page: Page, stack: Stack) {
  await toConsent(page, stack);
  await page.getByRole('button', { name: 'Allow' }).click();
}

async function expectRefusal(page: Page, stack: Stack, sentence: string) {
  await expect(page.locator('main').getByRole('alert')).toContainText(sentence);
  await expect(page.getByRole('button', { name: /sign in with jobber/i })).toBeVisible();
  const cookies = await page.context().cookies(stack.url);
  expect(cookies.filter((cookie) => cookie.name === 'fieldboard.session')).toEqual([]);
}

/** Everything a sign-in may write; a refused one must leave all of it as it was. */
async function written(stack: Stack) {
  const { rows } = await stack.database.pool.query(
    `select (select count(*) from accounts) accounts, (select count(*) from people) people,
      (select count(*) from identities) identities, (select count(*) from memberships) memberships,
      (select count(*) from jobber_connections) connections, (select count(*) from app_sessions) sessions`,
  );
  return rows[0];
}

test('pressing Deny in Jobber is explained', async ({ page, stack }) => {
  await toConsent(page, stack);
  await page.getByRole('button', { name: 'Deny' }).click();
  await expectRefusal(page, stack, 'Somebody pressed Deny on Jobber’s page');
});

test('a wrong client secret names the two settings', async ({ page, stack }) => {
  await toConsent(page, stack);
  await control(stack, 'app', { clientSecret: 'rolled' });
  await page.getByRole('button', { name: 'Allow' }).click();
  await expectRefusal(page, stack, 'JOBBER_CLIENT_ID and JOBBER_CLIENT_SECRET');
  await control(stack, 'app', { clientSecret: 'sandbox-secret' });
});

test('an inactive account is told to look at its billing', async ({ page, stack }) => {
  const before = await written(stack);
  await control(stack, 'deactivate', {});
  await allow(page, stack);
  await expectRefusal(page, stack, 'This Jobber account is not active');
  await control(stack, 'deactivate', { active: true });
  expect(await written(stack)).toEqual(before);
});

test('an account that does not belong here is turned away and leaves nothing behind', async ({
  page,
  stack,
}) => {
  // The last account of the sandbox is one that no other test adds.
  const { user } = await adminOf(stack, 2);
  const before = await written(stack);
  await toConsent(page, stack);
  await page.locator(`input[value="${user.id}"]`).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expectRefusal(page, stack, 'This server belongs to somebody else');
  expect(await written(stack)).toEqual(before);
});

test('somebody who is not an admin of the account is sent to one', async ({ page, stack }) => {
  const { account, user } = await adminOf(stack, 0);
  await control(stack, 'fail', {
    operation: 'SignInIdentity',
    status: 200,
    body: {
      data: {
        account: { id: account.id, name: account.name },
        user: { id: user.id, name: { full: user.name }, email: null, isAccountAdmin: false },
      },
    },
  });
  await allow(page, stack);
  await expectRefusal(page, stack, 'Your Jobber user is not an admin of this account');
});

test('a Jobber that fails at the code exchange is not blamed on the credentials', async ({
  page,
  stack,
}) => {
  await control(stack, 'fail', {
    path: '/api/oauth/token',
    status: 503,
    body: '<html>down</html>',
  });
  await allow(page, stack);
  await expectRefusal(page, stack, 'Your credentials are not the problem');
});

test('a Jobber that does not say who signed in is asked once more, then given up with a reason', async ({
  page,
  stack,
}) => {
  await control(stack, 'fail', { operation: 'SignInIdentity', status: 503, body: 'down' });
  await allow(page, stack);
  await page.waitForURL((url) => url.origin === stack.url && url.pathname !== '/sign-in');
  await page.goto('about:blank');
  await page.context().clearCookies();
  const before = await written(stack);
  await control(stack, 'fail', {
    operation: 'SignInIdentity',
    status: 503,
    body: 'down',
    times: 2,
  });
  await allow(page, stack);
  await expectRefusal(page, stack, 'Jobber does not answer');
  expect(await written(stack)).toEqual(before);
});

test('an app without the scope for users says which one to give', async ({ page, stack }) => {
  const { scopes } = await control<{ scopes: string[] }>(stack, 'app', {});
  await control(stack, 'app', { scopes: scopes.filter((scope) => scope !== 'read_users') });
  await allow(page, stack);
  await expectRefusal(page, stack, 'Users: read');
  await control(stack, 'app', { scopes });
});

test('a sign-in whose cookies are gone starts again', async ({ page, stack }) => {
  await toConsent(page, stack);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expectRefusal(page, stack, 'could not be matched to this browser');
});

test('a start from Jobber itself needs one more click and then works', async ({ page, stack }) => {
  const callback = encodeURIComponent(`${stack.url}/api/auth/callback/jobber`);
  await page.goto(`${stack.sandbox.url}/marketplace/connect?redirect_uri=${callback}`);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText(
    'Jobber sent you here directly',
  );
  await page.getByRole('button', { name: 'Sign in with Jobber' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL((url) => url.origin === stack.url && url.pathname !== '/sign-in');
});

test('a callback that Jobber does not know can be looked up on the sign-in page', async ({
  page,
  stack,
}) => {
  await control(stack, 'app', { callbacks: ['https://elsewhere.example/callback'] });
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText(
    'not a callback URL of this app',
  );
  await control(stack, 'app', { callbacks: 'any_loopback' });
  await page.goto(`${stack.url}/sign-in`);
  await page.getByText('Jobber shows an error instead of asking?').click();
  await expect(page.getByText(`${stack.url}/api/auth/callback/jobber`)).toBeVisible();
  await control(stack, 'fail', {
    path: '/api/oauth/token',
    status: 400,
    body: { error: 'invalid_grant', error_description: 'The redirect URI does not match.' },
  });
  await allow(page, stack);
  await expectRefusal(page, stack, 'set the OAuth callback URL to exactly');
});

test('a database that cannot save the sign-in leaves nothing half-linked', async ({
  page,
  stack,
}) => {
  const { user } = await adminOf(stack, 0);
  const before = await written(stack);
  await stack.database.pool.query('alter table identities rename to identities_away');
  try {
    await toConsent(page, stack);
    await page.locator(`input[value="${user.id}"]`).check();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expectRefusal(page, stack, 'This server’s database does not answer');
  } finally {
    await stack.database.pool.query('alter table identities_away rename to identities');
  }
  expect(await written(stack)).toEqual(before);
});

test('too many starts within a minute are told to wait', async ({ page, stack }) => {
  // The window of earlier starts would end amid these.
  await stack.database.pool.query('delete from rate_limits');
  for (let start = 0; start < 61; start += 1) {
    await fetch(`${stack.url}/api/auth/start`, {
      method: 'POST',
      headers: { origin: stack.url },
      redirect: 'manual',
    });
  }
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await expectRefusal(page, stack, 'Wait a minute, then start again');
  await stack.database.pool.query('delete from rate_limits');
});

test('a sign-in that works at the second try leads to the page that was asked for first', async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.url}/reports?period=this_month`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await expectRefusal(page, stack, 'Somebody pressed Deny on Jobber’s page');
  await page.getByRole('button', { name: 'Sign in with Jobber again' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL((url) => url.pathname === '/reports' && url.searchParams.has('period'));
});

test('starts are counted for each visitor, and a forged address is nobody new', async ({
  stack,
}) => {
  const start = (headers: Record<string, string>) =>
    fetch(`${stack.url}/api/auth/start`, {
      method: 'POST',
      headers: { origin: stack.url, ...headers },
      redirect: 'manual',
    });
  await stack.database.pool.query('delete from rate_limits');
  for (let at = 0; at < 61; at += 1) {
    await start({ 'x-forwarded-for': `198.51.100.${at}`, 'x-fieldboard-peer': `203.0.113.${at}` });
  }
  expect((await start({})).headers.get('location')).toContain('error=rate_limited');
  const { rows } = await stack.database.pool.query(
    `select key from rate_limits where key like 'start:%' and hits > 60`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].key).not.toBe('start:everyone');
  await stack.database.pool.query('delete from rate_limits');
});
