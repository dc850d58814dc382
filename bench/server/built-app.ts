import { execFileSync } from 'node:child_process';
import { encode } from 'next-auth/jwt';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { releaseTestServer, type TestDatabase, testDatabase } from '@/db/test-db';
import { startSession } from '@/lib/access/sessions';
import { buildIfChanged } from '@/lib/cli/build';
import { freePort } from '@/lib/cli/free-port';
import { startWebServer } from '@/lib/cli/web-server';
import { type Sandbox, type SandboxOptions, startSandbox } from '@/lib/sandbox/sandbox';
import { findBrowser } from '../../scripts/find-browser';

/**
 * The built app as a process of its own, with a database and a sandbox that it is connected to.
 * @public
 */
export type BuiltApp = {
  url: string;
  database: TestDatabase;
  sandbox: Sandbox;
  /** A `cookie` header of somebody who is signed in. */
  cookieOf: (personId: string) => Promise<string>;
  /** Resident memory of the server process in megabytes. */
  residentMb: () => number;
  /** Ends server and sandbox; the database stays. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Builds what changed and starts it. `worker: false` leaves reading Jobber out, so that every request the sandbox sees
 * belongs to a page; `environment` is laid over the server's.
 * @public
 */
export async function startBuiltApp(
  options: {
    worker: boolean;
    sandbox?: SandboxOptions;
    environment?: Record<string, string>;
  },
  database?: TestDatabase,
): Promise<BuiltApp> {
  await buildIfChanged();
  const own = database ?? (await testDatabase());
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const sandbox = await startSandbox({
    size: 'small',
    seed: 1,
    callbacks: [`${url}/api/auth/callback/jobber`],
    ...options.sandbox,
  });
  const secret = 'a secret of the benchmark, long enough';
  const server = await startWebServer({
    mode: 'start',
    port,
    host: 'localhost',
    environment: {
      NEXTAUTH_URL: url,
      PORT: String(port),
      DATABASE_URL: own.url,
      NEXTAUTH_SECRET: secret,
      TOKEN_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 5).toString('base64')}`,
      JOBBER_API_URL: sandbox.url,
      JOBBER_CLIENT_ID: 'sandbox-client',
      JOBBER_CLIENT_SECRET: 'sandbox-secret',
      FIELDBOARD_DEMO: 'on',
      FIELDBOARD_WORKER: options.worker ? 'on' : 'off',
      LOG_LEVEL: 'error',
      ...options.environment,
    },
  });
  const stop = async () => {
    await server.stop();
    await sandbox.close();
  };
  return {
    url,
    database: own,
    sandbox,
    cookieOf: async (personId) => {
      const { sid, authTime } = await startSession(personId, 'bench', own.db);
      const token = { personId, sid, authTime: Math.floor(authTime.getTime() / 1000) };
      return `fieldboard.session=${await encode({ token, secret })}`;
    },
    residentMb: () =>
      Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)]).toString()) / 1024,
    stop,
    close: async () => {
      await stop();
      await own.close();
      await releaseTestServer();
    },
  };
}

/**
 * A headless browser, at its own speed.
 * @public
 */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
}

/**
 * A window of a desk in which the person of `cookie` (`name=value`) is signed in at `url`.
 * @public
 */
export async function openWindow(
  browser: Browser,
  url: string,
  cookie: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url }]);
  // The compiler names inner functions by a helper that a page does not have.
  await context.addInitScript('globalThis.__name = (named) => named');
  return context;
}

/**
 * Signs in at the sandbox as its preselected person and waits until the app shows itself.
 * @public
 */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`, { timeout: 60_000 });
  await page.getByRole('button', { name: /sign in with jobber/i }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(
    (address) => address.origin === url && !address.pathname.startsWith('/api/'),
    { timeout: 60_000 },
  );
}
