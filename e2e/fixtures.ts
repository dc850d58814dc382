import { randomBytes } from 'node:crypto';
import { test as base, expect, type Page, type Response } from '@playwright/test';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { freePort } from '@/lib/cli/free-port';
import { startWebServer } from '@/lib/cli/web-server';
import { startSandbox } from '@/lib/sandbox/sandbox';

/** One Fieldboard of a test worker: its own database, its own Jobber and its own server. */
export type Stack = {
  url: string;
  database: TestDatabase;
  sandbox: Awaited<ReturnType<typeof startSandbox>>;
};

type TestFixtures = {
  /** Console errors a test expects; anything else on the console as an error fails it. */
  expectedConsole: RegExp[];
  /** Signs in at the sandbox as its preselected admin, or as the person named, and waits for the app. */
  login: (person?: { name: string | RegExp }) => Promise<void>;
};

type WorkerFixtures = { stack: Stack };

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures from this pattern
    async ({}, use) => {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const database = await testDatabase();
      const sandbox = await startSandbox({
        size: 'small',
        seed: 1,
        callbacks: [`${url}/api/auth/callback/jobber`],
      });
      const server = await startWebServer({
        mode: 'start',
        port,
        host: 'localhost',
        environment: environmentOf(url, port, database, sandbox.url),
      });
      await use({ url, database, sandbox });
      await server.stop();
      await sandbox.close();
      await database.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  baseURL: async ({ stack }, use) => use(stack.url),

  expectedConsole: [[], { option: true }],

  page: async ({ page, stack, expectedConsole }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      const from = message.location().url;
      // Pages of the sandbox are another company's: only what ours report counts.
      const isOurs = from === '' || from.startsWith(stack.url);
      const isExpected = expectedConsole.some((pattern) => pattern.test(message.text()));
      if (message.type() === 'error' && isOurs && !isExpected) {
        faults.push(`console: ${message.text()} (${from})`);
      }
    });
    page.on('response', (response) => faults.push(...headerFaults(response, stack.url)));
    await use(page);
    expect(faults, 'console errors and missing security headers').toEqual([]);
  },

  login: async ({ page, stack }, use) => {
    await use(async (person) => signIn(page, stack.url, person));
  },
});

export { expect } from '@playwright/test';

async function signIn(page: Page, url: string, person?: { name: string | RegExp }): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  if (person) await page.getByRole('radio', { name: person.name }).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(
    (address) => address.origin === url && !address.pathname.startsWith('/api/'),
  );
}

function environmentOf(
  url: string,
  port: number,
  database: TestDatabase,
  sandboxUrl: string,
): Record<string, string> {
  return {
    NEXTAUTH_URL: url,
    PORT: String(port),
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    TOKEN_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    JOBBER_API_URL: sandboxUrl,
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    FIELDBOARD_DEMO: 'on',
    LOG_LEVEL: 'warn',
  };
}

/** What every page of ours must carry, whatever the test is about. */
function headerFaults(response: Response, url: string): string[] {
  const isOurPage =
    response.url().startsWith(url) && response.request().resourceType() === 'document';
  if (!isOurPage || !(response.headers()['content-type'] ?? '').includes('text/html')) return [];
  const headers = response.headers();
  const policy = headers['content-security-policy'] ?? '';
  const wanted = [
    "'nonce-",
    "'strict-dynamic'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const faults = wanted
    .filter((part) => !policy.includes(part))
    .map((part) => `no ${part} in the CSP`);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no nosniff');
  if (!headers['referrer-policy']) faults.push('no Referrer-Policy');
  return faults.map((fault) => `${response.url()}: ${fault}`);
}
