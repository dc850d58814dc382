import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase } from '@/db/client';
import { childEnv } from '../env';
import { type TestInstallation, testInstallation } from './test-installation';

const program = `${process.execPath} --conditions=react-server --import tsx lib/cli/main.ts`;
let place: TestInstallation;
let slug: string;

beforeAll(async () => {
  place = await testInstallation();
  ({ slug } = await place.connect(0));
});
afterAll(async () => {
  await closeDatabase();
  await place.close();
});

const shell = promisify(execFile);

describe('the command line as a process', { timeout: 60_000 }, () => {
  test('token | wc -c counts a token and its line end, and says nothing beside it', async () => {
    const { stdout, stderr } = await shell(
      'bash',
      ['-o', 'pipefail', '-c', `${program} token | wc -c`],
      {
        env: childEnv({}),
      },
    );
    expect(Number(stdout)).toBeGreaterThan(40);
    expect(stderr).toBe('');
  });

  test('two tokens asked for at once after expiry cost one refresh', async () => {
    await place.shiftClock(3_600_000);
    const both = await Promise.all([place.run(['token']), place.run(['token'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both[0]?.stdout).toBe(both[1]?.stdout);
    const { rows } = await place.pool.query('select token_version v from jobber_connections');
    expect(rows).toEqual([{ v: 2 }]);
    await place.shiftClock(-3_600_000);
  });

  test.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'an unknown account',
      ['token', '--account', 'nobody'],
      {},
      /^There is no account "nobody" here\. There are: \S+\.\n$/,
    ],
    [
      'a wrong setting',
      ['status'],
      { JOBBER_API_VERSION: 'latest' },
      /^These settings are missing or wrong: JOBBER_API_VERSION\. .*doctor.*\n$/,
    ],
    [
      'a database that is away',
      ['status'],
      { DATABASE_URL: 'postgres://a:b@localhost:1/c' },
      /^The database at localhost:1.* cannot be used .*\n$/,
    ],
    [
      'a Jobber that is away',
      ['clients', 'list'],
      { JOBBER_API_URL: 'http://localhost:1' },
      /^Jobber cannot be reached .*\n$/,
    ],
    [
      'loopback without its app',
      ['connect', '--loopback'],
      {},
      /^Without the dashboard .*JOBBER_CLI_CLIENT_ID.*\n$/,
    ],
    ['an unknown command', ['tokens'], {}, /^error: unknown command 'tokens' .*token.*--help.*\n$/],
  ])('%s fails with one clear line on stderr', async (_, args, env, line) => {
    const { code, stdout, stderr } = await place.run(args, { env });
    expect(stderr).toMatch(line);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('a server without a Jobber app says where to get one', async () => {
    const env = { JOBBER_CLIENT_ID: '', JOBBER_CLIENT_SECRET: '' };
    const { code, stderr } = await place.run(['status'], { env });
    expect(stderr).toMatch(/^Fieldboard has no Jobber app yet\. .*\n$/);
    expect(code).toBe(1);
  });

  test('status names the account and exits with 0', async () => {
    const { code, stdout, stderr } = await place.run(['status']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(slug);
  });
});
