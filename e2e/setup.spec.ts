import { randomBytes } from 'node:crypto';
import { testDatabase } from '@/db/test-db';
import { freePort } from '@/lib/cli/free-port';
import { startWebServer } from '@/lib/cli/web-server';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test('a server without a Jobber app is set up in the browser: code, wrong secret, right one, signed in, another secret, another app', async ({
  browser,
}) => {
  test.slow();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const database = await testDatabase();
  const sandbox = await startSandbox({
    size: 'small',
    seed: 1,
    callbacks: [`${url}/api/auth/callback/jobber`],
  });
  let output = '';
  const server = await startWebServer({
    mode: 'start',
    port,
    host: '127.0.0.1',
    environment: {
      NEXTAUTH_URL: url,
      PORT: String(port),
      DATABASE_URL: database.url,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      TOKEN_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      JOBBER_API_URL: sandbox.url,
      FIELDBOARD_DEMO: 'on',
      LOG_LEVEL: 'silent',
    },
    onOutput: (text) => {
      output += text;
    },
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(url);
    await expect(page.getByText('lacks the code that the server printed')).toBeVisible();
    await expect(page.getByLabel('Client secret')).toHaveCount(0);
    await expect.poll(() => output).toMatch(/\/setup\?code=\S+/);
    const address = /http:\S+\/setup\?code=\S+/.exec(output)?.[0] ?? '';
    await page.goto(address.replace('localhost', '127.0.0.1'));
    await expect(page.locator('main').getByRole('alert')).toContainText(
      `Your browser shows http://127.0.0.1:${port}, but this server was told that people open ${url}`,
    );
    await page.getByRole('link', { name: `Go on at ${url}` }).click();
    await expect(page).toHaveURL(address);
    await expect(page.getByText('Clock right')).toBeVisible();
    await expect(page.getByText('Database answers')).toBeVisible();
    await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
    await expect(page.getByText(`${url}/api/auth/callback/jobber`)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Client ID').fill('sandbox-client');
    await page.getByLabel('Client secret').fill('wrong');
    await page.getByRole('button', { name: 'Test them at Jobber and go on' }).click();
    await expect(page.locator('form').getByRole('alert')).toContainText(
      'Jobber does not accept this client id with this secret',
    );
    expect(page.url()).not.toContain('wrong');
    await page.getByLabel('Client ID').fill('sandbox-client');
    await page.getByLabel('Client secret').fill('sandbox-secret');
    await page.getByRole('button', { name: 'Test them at Jobber and go on' }).click();
    await page.getByRole('button', { name: /sign in with jobber/i }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page).toHaveURL(`${url}/overview`);
    const { rows } = await database.pool.query('select j::text as text from jobber_app j');
    expect(JSON.stringify(rows)).not.toContain('sandbox-secret');

    await page.goto(`${url}/settings/jobber-app`);
    await expect(page.getByText('what was entered at the set-up or here')).toBeVisible();
    await expectAccessible(page);
    const secret = page.getByLabel('Client secret');
    const change = async (id: string, value: string) => {
      await page.getByLabel('Client ID').fill(id);
      await secret.fill(value);
      await secret.press('Enter');
    };
    await change('sandbox-client', 'wrong');
    const main = page.locator('main');
    await expect(main.getByRole('alert')).toContainText('Copy both again');
    await database.pool.query(
      `update app_sessions set created_at = app_now() - interval '13 hours'`,
    );
    sandbox.control.app.clientSecret = 'rolled';
    await change('sandbox-client', 'rolled');
    await expect(main.getByRole('alert')).toContainText('signed in within the last 12 hours');
    await database.pool.query('update app_sessions set created_at = app_now()');
    await change('sandbox-client', 'rolled');
    await expect(main.getByText('The new secret is in use')).toBeVisible();
    Object.assign(sandbox.control.app, { clientId: 'second-app', clientSecret: 'second' });
    await page.getByLabel('Client ID').fill('second-app');
    await expect(main.getByText('Another app: reconnect every account once.')).toBeVisible();
    await expectAccessible(page);
    await change('second-app', 'second');
    await expect(main.getByText('The connection needs one sign-in')).toBeVisible();
    await page.goto(`${url}/connection`);
    await expect(main.getByText('This server was given another Jobber app').first()).toBeVisible();
    await main
      .getByRole('button', { name: /^Reconnect/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(main.getByText('is connected again')).toBeVisible();
    await page.goto(`${url}/settings/audit`);
    await expect(main.getByText('gave this server another Jobber app')).toBeVisible();
    await expect(main.getByText('gave this server a new client secret')).toBeVisible();
  } finally {
    await page.close();
    await server.stop();
    await sandbox.close();
    await database.close();
  }
});

test('where the environment names the Jobber app, the settings say which variable and offer no change', async ({
  page,
  login,
}) => {
  await login();
  await page.goto('/settings/jobber-app');
  await expect(page.getByText('JOBBER_CLIENT_ID in the server’s environment')).toBeVisible();
  await expect(page.getByText('sandbox-client')).toBeVisible();
  await expect(page.getByLabel('Client secret')).toHaveCount(0);
  await expectAccessible(page);
});
