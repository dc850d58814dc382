import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { type TestInstallation, testInstallation } from './cli/test-installation';
import { childEnv } from './env';

let place: TestInstallation;

beforeAll(async () => {
  place = await testInstallation();
  await place.connect(0);
});
afterAll(async () => {
  await closeDatabase();
  await place.close();
});

function startServer(changes: Record<string, string> = {}): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/cli/main.ts', 'worker'];
  const env = childEnv({ LOG_LEVEL: 'silent', ...changes });
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

test('SIGTERM while Jobber takes its time over a refresh: the process stays until the new token is stored', async () => {
  await place.pool.query('update jobber_connections set access_expires_at = app_now()');
  const { control } = place.sandbox;
  control.faults.add({
    path: '/api/oauth/token',
    delayMs: 1_500,
    times: 1,
    after: 0,
    process: true,
  });
  const server = startServer();
  const isAsked = () => control.seen.list().some(({ grantType }) => grantType === 'refresh_token');
  await expect.poll(isAsked, { timeout: 30_000 }).toBe(true);
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
  const { rows } = await place.pool.query<{ status: string; version: number }>(
    'select status, token_version as version from jobber_connections',
  );
  expect(rows).toEqual([{ status: 'active', version: 2 }]);
});

test('an old key that rows still need is refused at boot with their number, and nothing is half started', async () => {
  const server = startServer({
    TOKEN_ENCRYPTION_KEYS: `k9:${Buffer.alloc(32, 9).toString('base64')}`,
  });
  let said = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(server, 'close');
  expect(code).toBe(1);
  expect(said).toContain('TOKEN_ENCRYPTION_KEYS lacks "k1" (1 row)');
});
