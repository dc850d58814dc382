import { chromium, type Page } from 'playwright';
import { releaseTestServer, testDatabase } from '@/db/test-db';
import { buildIfChanged } from '@/lib/cli/build';
import { freePort } from '@/lib/cli/free-port';
import { startWebServer, type WebServer } from '@/lib/cli/web-server';
import { startSandbox } from '@/lib/sandbox/sandbox';
import { findBrowser } from '../../scripts/find-browser';
import { startBalancer } from './balancer';

/**
 * Two servers behind one address and one Postgres, access tokens that live 20 s, somebody who clicks for three minutes,
 * and a rolling restart every 20 s: never signed out, never asked to reconnect, no refresh token sent twice.
 */
const seconds = Number(process.argv[2] ?? 180);
const restartEveryMs = 20_000;
const pages = ['/overview', '/clients', '/jobs', '/connection', '/reports', '/clients', '/sync'];

await buildIfChanged();
const database = await testDatabase();
const balancer = await startBalancer(await freePort());
const sandbox = await startSandbox({
  size: 'small',
  seed: 1,
  accessTokenTtlSeconds: 20,
  latency: { baseMs: 30, perRowMs: 0 },
  callbacks: [`${balancer.url}/api/auth/callback/jobber`],
});
const environment = {
  NEXTAUTH_URL: balancer.url,
  DATABASE_URL: database.url,
  NEXTAUTH_SECRET: 'a secret of the benchmark, long enough',
  TOKEN_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 5).toString('base64')}`,
  JOBBER_API_URL: sandbox.url,
  JOBBER_CLIENT_ID: 'sandbox-client',
  JOBBER_CLIENT_SECRET: 'sandbox-secret',
  FIELDBOARD_DEMO: 'on',
  LOG_LEVEL: 'error',
};
const servers: WebServer[] = [await hire(), await hire()];
const figures = { pages: 0, restarts: 0, signedOut: 0, reconnects: 0, failedPages: 0 };
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
});
const page = await browser.newPage({ baseURL: balancer.url });
await signIn(page);
const endsAt = performance.now() + seconds * 1000;
await Promise.all([clickAround(page), restartInTurn()]);
await browser.close();
await Promise.all(servers.map((server) => server.stop()));
const refreshes = sandbox.control.seen
  .list()
  .filter(({ grantType }) => grantType === 'refresh_token');
const { rows } = await database.pool.query<{ status: string; version: number; ends: number }>(
  `select status, token_version as version,
    (select count(*)::int from connection_events where what in ('reconnect_needed', 'unknown')) as ends
   from jobber_connections`,
);
const summary = {
  ...figures,
  refreshes: refreshes.length,
  refusedRefreshes: refreshes.filter(({ status }) => status !== 200).length,
  connection: rows.map(({ status }) => status).join(),
  troubles: rows[0]?.ends ?? 0,
};
console.table([summary]);
await sandbox.close();
await balancer.close();
await database.close();
await releaseTestServer();
const holds =
  summary.signedOut + summary.reconnects + summary.refusedRefreshes + summary.failedPages === 0 &&
  summary.connection === 'active' &&
  summary.refreshes >= seconds / 30 &&
  summary.restarts > 0;
console.log(holds ? 'All bars hold.' : 'Broken.');
process.exit(holds ? 0 : 1);

async function hire(): Promise<WebServer> {
  const port = await freePort();
  const server = await startWebServer({
    mode: 'start',
    port,
    host: 'localhost',
    environment: { ...environment, PORT: String(port) },
  });
  balancer.add(port);
  return { ...server, stop: () => retire(port, server) };
}

async function retire(port: number, server: WebServer): Promise<void> {
  balancer.remove(port);
  await server.stop();
}

async function restartInTurn(): Promise<void> {
  while (performance.now() < endsAt - restartEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, restartEveryMs));
    const oldest = servers.shift();
    const [fresh] = await Promise.all([hire(), oldest?.stop()]);
    servers.push(fresh);
    figures.restarts += 1;
  }
}

async function signIn(tab: Page): Promise<void> {
  await tab.goto('/sign-in');
  await tab.getByRole('button', { name: /sign in with jobber/i }).click();
  await tab.getByRole('button', { name: 'Allow' }).click();
  await tab.waitForURL(
    (address) => address.origin === balancer.url && !address.pathname.startsWith('/api/'),
  );
}

async function clickAround(tab: Page): Promise<void> {
  for (let n = 0; performance.now() < endsAt; n += 1) {
    const path = pages[n % pages.length] ?? '/clients';
    const answer = await tab.goto(path, { timeout: 60_000 }).catch(() => null);
    if (!answer?.ok()) figures.failedPages += 1;
    // Parts that ask Jobber come after the shell.
    await tab.waitForLoadState('networkidle', { timeout: 15_000 }).catch(() => undefined);
    if (new URL(tab.url()).pathname.startsWith('/sign-in')) {
      figures.signedOut += 1;
      await signIn(tab);
    }
    const asks =
      path === '/connection'
        ? tab.getByText('Access has ended')
        : tab.getByRole('button', { name: /^Reconnect / });
    if ((await asks.count()) > 0) figures.reconnects += 1;
    figures.pages += 1;
  }
}
