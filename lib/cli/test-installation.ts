import { spawn } from 'node:child_process';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { admit } from '../access/admission';
import { changeEnv, childEnv } from '../env';
import { startSandbox } from '../sandbox/sandbox';
import { keepTokens } from '../vault/keep-tokens';

/** A server's database and settings with a Jobber behind it, for tests of the command line. */
export type TestInstallation = TestDatabase & {
  sandbox: Awaited<ReturnType<typeof startSandbox>>;
  /** Connects an admin of the account at `index`, as a sign-in would. */
  connect: (index: number) => Promise<{ slug: string; jobberAccountId: string }>;
  /** Runs the command line as a process of its own. */
  run: (args: readonly string[], more?: RunOptions) => Promise<RunResult>;
};

type RunOptions = {
  env?: Record<string, string>;
  /** Sees stderr as it comes. */
  onStderr?: (text: string) => void;
};
export type RunResult = { code: number | null; stdout: string; stderr: string };

export async function testInstallation(): Promise<TestInstallation> {
  const database = await testDatabase();
  const sandbox = await startSandbox({
    size: 'small',
    seed: 1,
    latency: { baseMs: 0, perRowMs: 0 },
  });
  const environment = {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: 'http://localhost:3999',
    NEXTAUTH_SECRET: 'x'.repeat(40),
    JOBBER_API_URL: sandbox.url,
    JOBBER_CLIENT_ID: 'sandbox-client',
    JOBBER_CLIENT_SECRET: 'sandbox-secret',
    TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    FIELDBOARD_DEMO: 'on',
  };
  changeEnv(environment);
  return {
    ...database,
    sandbox,
    connect: (index) => connectAdmin(database, sandbox, index),
    run: (args, more = {}) => run(args, { ...environment, ...more.env }, more),
    close: async () => {
      await sandbox.close();
      await database.close();
    },
  };
}

async function connectAdmin(
  { db }: TestDatabase,
  { control }: TestInstallation['sandbox'],
  index: number,
) {
  const store = [...control.world.accounts.values()][index];
  const user = store?.all('User').find((one) => one.isAccountAdmin);
  if (!store || !user) throw new Error('the sandbox has no such admin');
  const jobberAccountId = store.account.id;
  const issued = control.grants.grant(
    { accountId: jobberAccountId, userId: user.id },
    control.app.scopes,
  );
  const admission = await db.transaction((tx) =>
    admit(
      {
        jobberAccount: { id: jobberAccountId, name: store.account.name },
        jobberUser: { id: user.id, name: user.name.full, email: null, isAdmin: true },
      },
      { intent: null, allowedAccounts: [jobberAccountId] },
      tx,
    ),
  );
  if (!admission.admitted) throw new Error(admission.reason);
  const { accessToken, refreshToken } = issued;
  await keepTokens({
    jobberAccountId,
    jobberUserId: user.id,
    answer: { kind: 'ok', accessToken, refreshToken },
  });
  return { slug: admission.slug, jobberAccountId };
}

function run(
  args: readonly string[],
  environment: Record<string, string>,
  { onStderr }: RunOptions,
): Promise<RunResult> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/cli/main.ts', ...args],
    { env: childEnv(environment), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const result: RunResult = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    result.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    result.stderr += text;
    onStderr?.(result.stderr);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ ...result, code }));
  });
}
