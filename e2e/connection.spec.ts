import { expect, test } from './fixtures';
import { adminOf, control } from './sandbox-control';

test.beforeEach(async ({ stack, login, page }) => {
  await control(stack, 'clear-faults');
  await page.context().clearCookies();
  await login();
});

test('a revoked grant shows Reconnect on the lists, and one click with the same account repairs it', async ({
  page,
  stack,
}) => {
  await control(stack, 'revoke', {});
  // The lists need no answer of Jobber's; the first question to it finds out.
  await page.goto(`${stack.url}/connection`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Access has ended')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.goto(`${stack.url}/clients`);
  const reconnect = page.getByRole('button', { name: /^Reconnect / }).first();
  await expect(reconnect).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Clients', level: 1 })).toBeVisible();
  await page.goto(`${stack.url}/connection`);
  await expect(page.getByText('Jobber ended the access.').first()).toBeVisible();
  await page.getByRole('button', { name: /^Reconnect / }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('is connected again.')).toBeVisible();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await page.goto(`${stack.url}/clients`);
  await expect(page.getByRole('button', { name: /^Reconnect / })).toHaveCount(0);
});

test('reconnecting with a different Jobber account is refused and attaches nothing', async ({
  page,
  stack,
}) => {
  const { account, user } = await adminOf(stack, 2);
  await page.goto(`${stack.url}/connection`);
  await page.getByRole('button', { name: /^Reconnect / }).click();
  await page.locator(`input[value="${user.id}"]`).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('allowed access for another');
  const { rows } = await stack.database.pool.query(
    `select (select count(*)::int from accounts where jobber_account_id = $1) accounts,
      (select count(*)::int from jobber_connections where jobber_account_id = $1) grants`,
    [account.id],
  );
  expect(rows[0]).toEqual({ accounts: 0, grants: 0 });
  await page.goto(`${stack.url}/connection`);
  await expect(page.getByRole('heading', { name: 'Connection', level: 1 })).toBeVisible();
});

test('an owner adds a second account, switches by the URL, and disconnecting it leaves the first alone', async ({
  page,
  stack,
}) => {
  const first = await adminOf(stack, 0);
  const second = await adminOf(stack, 1);
  await page.goto(`${stack.url}/connection`);
  await page.getByRole('button', { name: 'Add another account' }).click();
  await page.locator(`input[value="${second.user.id}"]`).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText(`${second.account.name} was added.`)).toBeVisible();
  await expect(page).toHaveURL(/account=[a-z0-9-]+/);

  await page.goto(`${stack.url}/connection`);
  const section = page.getByRole('region', { name: second.account.name });
  await section.getByRole('button', { name: 'Disconnect…' }).click();
  await section.getByRole('button', { name: /keep the data/ }).click();
  await expect(section.getByText('Disconnected', { exact: true })).toBeVisible();
  const accounts = await control<{ accounts: { id: string; liveGrants: number }[] }>(
    stack,
    'accounts',
  );
  const live = Object.fromEntries(accounts.accounts.map((one) => [one.id, one.liveGrants]));
  expect(live[second.account.id]).toBe(0);
  expect(live[first.account.id]).toBeGreaterThan(0);
  const { rows } = await stack.database.pool.query(
    `select count(*)::int tokens from jobber_tokens t join jobber_connections c on c.id = t.connection_id
      where c.jobber_account_id = $1`,
    [second.account.id],
  );
  expect(rows[0]).toEqual({ tokens: 0 });
});

test('disconnecting can take the data along, once the account’s name was typed', async ({
  page,
  stack,
}) => {
  const { account, user } = await adminOf(stack, 1);
  await page.goto(`${stack.url}/connection`);
  await page.getByRole('button', { name: 'Add another account' }).click();
  await page.locator(`input[value="${user.id}"]`).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText(`${account.name} was added.`)).toBeVisible();
  await page.goto(`${stack.url}/connection`);
  const section = page.getByRole('region', { name: account.name });
  await section.getByRole('button', { name: 'Disconnect…' }).click();
  await section.getByRole('link', { name: 'Disconnect and delete the data…' }).click();
  await page.getByLabel(`To delete it, type ${account.name}`).fill(account.name);
  await page.getByRole('button', { name: `Delete ${account.name}` }).click();
  await page.waitForURL((url) => url.pathname === '/overview');
  const { rows } = await stack.database.pool.query(
    `select (select count(*)::int from accounts where jobber_account_id = $1) accounts,
      (select count(*)::int from jobber_connections where jobber_account_id = $1) grants`,
    [account.id],
  );
  expect(rows[0]).toEqual({ accounts: 0, grants: 0 });
  const { accounts } = await control<{ accounts: { id: string; liveGrants: number }[] }>(
    stack,
    'accounts',
  );
  expect(accounts.find(({ id }) => id === account.id)?.liveGrants).toBe(0);
});

test('missing permissions are named with what each hides', async ({ page, stack, login }) => {
  const { scopes } = await control<{ scopes: string[] }>(stack, 'app', {});
  await control(stack, 'app', { scopes: scopes.filter((scope) => scope !== 'read_invoices') });
  await page.goto('about:blank');
  await page.context().clearCookies();
  await login();
  await page.goto(`${stack.url}/connection`);
  await expect(page.getByText('missing, hides invoices and what is owed')).toBeVisible();
  await control(stack, 'app', { scopes });
  await page.goto('about:blank');
  await page.context().clearCookies();
  await login();
});

test('signing out ends the session and keeps the connection', async ({ page, stack }) => {
  const { account } = await adminOf(stack, 0);
  const cookie = (await page.context().cookies(stack.url)).find(
    (one) => one.name === 'fieldboard.session',
  );
  await page.goto(`${stack.url}/api/auth/signout`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  if (!cookie) throw new Error('there was no session cookie');
  await page.context().addCookies([cookie]);
  await page.goto(`${stack.url}/clients`);
  await expect(page).toHaveURL(/\/sign-in/);
  const { rows } = await stack.database.pool.query(
    `select status from jobber_connections where jobber_account_id = $1`,
    [account.id],
  );
  expect(rows).toContainEqual({ status: 'active' });
});
