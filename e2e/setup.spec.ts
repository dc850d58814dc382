import { randomBytes } from 'node:crypto';
import { testDatabase } from '@/db/test-db';
import { freePort } from '@/lib/cli/free-port';
import { startWebServer } from '@/lib/cli/web-server';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test('a server without a Jobber app is set up in the browser: code, wrong secret, right one, signed in', async ({
  browser,
}) => {
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
    host: 'localhost',
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
    await page.goto(/http:\S+\/setup\?code=\S+/.exec(output)?.[0] ?? '');
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
  } finally {
    await page.close();
    await server.stop();
    await sandbox.close();
    await database.close();
  }
});
