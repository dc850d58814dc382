import { randomBytes } from 'node:crypto';
import { test as base, type Cookie, expect, type Page, type Response } from '@playwright/test';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { freePort } from '@/lib/cli/free-port';
import { startWebServer } from '@/lib/cli/web-server';
import { allScopes } from '@/lib/sandbox/app-registration';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { startTlsProxy } from './tls-proxy';

/** One Fieldboard of a test worker: its own database, its own Jobber and its own server. */
export type Stack = {
  /** As a browser opens it. */
  url: string;
  database: TestDatabase;
  sandbox: Awaited<ReturnType<typeof startSandbox>>;
  /** What sessions are encrypted with, for tests that come with a session of their own making. */
  sessionSecret: string;
  /** Everything that the server process has written so far. */
  serverLog: () => string;
};

type TestFixtures = {
  /** Console errors a test expects; anything else on the console as an error fails it. */
  expectedConsole: RegExp[];
  /** Signs in at the sandbox as its preselected admin, or as the person named, and waits for the app. */
  login: (person?: { name: string | RegExp }) => Promise<void>;
  /** The same person by the session that the first such test of this worker began, for tests that are not about signing in. */
  signedIn: () => Promise<void>;
  /** Attaches what the server wrote during a test that failed. */
  serverLogOnFailure: undefined;
};

type WorkerFixtures = {
  stack: Stack;
  keptSession: { cookies: Cookie[] };
  /** Puts a TLS proxy with a certificate of its own before the server. */
  https: boolean;
  /** Points a second that the sandbox gives back: at Jobber's own 500 a first read takes minutes, which most tests would wait for. */
  restoreRate: number;
  /** Scopes that the app has not asked Jobber for. */
  withoutScopes: string[];
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  https: [false, { option: true, scope: 'worker' }],
  restoreRate: [50_000, { option: true, scope: 'worker' }],

  withoutScopes: [[], { option: true, scope: 'worker' }],

  stack: [
    async ({ https, restoreRate, withoutScopes }, use) => {
      const port = await freePort();
      const proxy = https ? await startTlsProxy(port) : null;
      const url = proxy?.url ?? `http://localhost:${port}`;
      const database = await testDatabase();
      const sandbox = await startSandbox({
        size: 'small',
        seed: 1,
        restoreRate,
        latency: { baseMs: 20, perRowMs: 0 },
        callbacks: [`${url}/api/auth/callback/jobber`],
        scopes: allScopes.filter((scope) => !withoutScopes.includes(scope)),
      });
      const sessionSecret = randomBytes(32).toString('base64');
      const output: string[] = [];
      const server = await startWebServer({
        mode: 'start',
        port,
        host: 'localhost',
        environment: {
          ...environmentOf(url, port, database, sandbox.url),
          NEXTAUTH_SECRET: sessionSecret,
          ...(https ? { TRUST_PROXY: 'on' } : {}),
        },
        onOutput: (text) => output.push(text),
      });
      await use({ url, database, sandbox, sessionSecret, serverLog: () => output.join('') });
      await server.stop();
      await proxy?.close();
      await sandbox.close();
      await database.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its first argument
  keptSession: [async ({}, use) => use({ cookies: [] }), { scope: 'worker' }],

  serverLogOnFailure: [
    async ({ stack }, use, testInfo) => {
      const before = stack.serverLog().length;
      await use(undefined);
      if (testInfo.status === testInfo.expectedStatus) return;
      const body = stack.serverLog().slice(before).slice(-20_000);
      await testInfo.attach('server log', { body, contentType: 'text/plain' });
    },
    { auto: true },
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

  signedIn: async ({ page, stack, keptSession }, use) => {
    await use(async () => {
      const context = page.context();
      await context.addCookies(keptSession.cookies);
      const answer = await page.request.get(`${stack.url}/api/sync/freshness`);
      if (answer.ok() && (await answer.json()).accounts.length > 0) return;
      await context.clearCookies();
      await signIn(page, stack.url);
      keptSession.cookies = await context.cookies(stack.url);
    });
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
    TOKEN_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    JOBBER_API_URL: sandboxUrl,
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    FIELDBOARD_DEMO: 'on',
    // The most talkative one: what must not be logged must not be logged at any level.
    LOG_LEVEL: 'trace',
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
  const isHttps = url.startsWith('https:');
  if (Boolean(headers['strict-transport-security']) !== isHttps) faults.push('HSTS is wrong');
  return faults.map((fault) => `${response.url()}: ${fault}`);
}
