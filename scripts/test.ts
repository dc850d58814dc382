import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

type Counts = { passed: number; failed: number };
/** What a runner's report says, with a line for each test that failed. */
type Report = Counts & { failures: string[] };
type Step = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  report?: () => Report;
};

const reports = path.resolve('test-results');
const vitestFile = path.join(reports, 'vitest.json');
const playwrightFile = path.join(reports, 'playwright.json');
const node = [process.execPath, '--conditions=react-server', '--import', 'tsx'];
const bin = (name: string) => path.join('node_modules', '.bin', name);

const noReport: Report = { passed: 0, failed: 1, failures: [] };

const steps: Step[] = [
  { name: 'lock file', command: [...node, 'scripts/check-lock.ts'] },
  { name: 'lint', command: [bin('biome'), 'check', '.'] },
  { name: 'types of routes', command: [bin('next'), 'typegen'] },
  { name: 'types', command: [bin('tsc'), '--noEmit'] },
  { name: 'dead code', command: [bin('knip')] },
  {
    name: 'unit and database tests',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestFile}`,
    ],
    report: vitestReport,
  },
  { name: 'browser', command: [...node, 'scripts/install-browser.ts'] },
  { name: 'build', command: [...node, 'scripts/build.ts'] },
  {
    name: 'browser tests',
    command: [...node, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightFile },
    report: playwrightReport,
  },
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const lines: string[] = [];
const total: Counts = { passed: 0, failed: 0 };
for (const step of steps) {
  console.log(`\n── ${step.name}`);
  const startedAt = Date.now();
  const ok = await succeeds(step);
  const counted = step.report?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [] };
  // A runner that fails without a failed test (a crash, a file that does not load) is a failure of its own.
  const counts = !ok && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  lines.push(
    `${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
  );
  // Once more at the end: hours of other output stand between a failure and the line that counts it.
  lines.push(...counts.failures.map((failure) => `     ${failure}`));
}
console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function succeeds({ command, env }: Step): Promise<boolean> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(String(error));
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}

function vitestReport(): Report {
  if (!existsSync(vitestFile)) return noReport;
  const report = JSON.parse(readFileSync(vitestFile, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    testResults: {
      name: string;
      status: string;
      message: string;
      assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
    }[];
  };
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative('.', name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${file}: ${shortened(message)}`];
    return failed.map(
      (test) => `${file}: ${test.fullName}: ${shortened(test.failureMessages.join(' '))}`,
    );
  });
  const failed = report.numFailedTests || report.numFailedTestSuites;
  return { passed: report.numPassedTests, failed, failures };
}

type PlaywrightSuite = {
  specs: { title: string; file: string; ok: boolean; tests: PlaywrightTest[] }[];
  suites?: PlaywrightSuite[];
};
type PlaywrightTest = { results: { errors: { message?: string }[] }[] };

function playwrightReport(): Report {
  if (!existsSync(playwrightFile)) return noReport;
  const { stats, errors, suites } = JSON.parse(readFileSync(playwrightFile, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
    suites: PlaywrightSuite[];
  };
  const within = ({ specs, suites: inner = [] }: PlaywrightSuite): string[] => [
    ...specs.filter((spec) => !spec.ok).map(playwrightFailure),
    ...inner.flatMap(within),
  ];
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed, failures: suites.flatMap(within) };
}

function playwrightFailure({ file, title, tests }: PlaywrightSuite['specs'][number]): string {
  const messages = tests.flatMap((test) =>
    test.results.flatMap((result) => result.errors.map((error) => error.message ?? '')),
  );
  return `e2e/${file}: ${title}: ${shortened(messages.join(' '))}`;
}

/** The start of a failure's message on one line, without the colours of a terminal. */
function shortened(message: string): string {
  return stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
