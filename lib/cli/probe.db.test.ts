import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { closeDatabase } from '@/db/client';
import { changeEnv } from '../env';
import { probe } from './probe';
import { type TestInstallation, testInstallation } from './test-installation';

let place: TestInstallation;
let dir: string;

beforeAll(async () => {
  place = await testInstallation();
  place.sandbox.control.app.autoApprove = true;
  dir = mkdtempSync(path.join(tmpdir(), 'fieldboard-probe-'));
  chmodSync(dir, 0o755);
  changeEnv({ JOBBER_CLI_CLIENT_ID: 'sandbox-client', JOBBER_CLI_CLIENT_SECRET: 'sandbox-secret' });
});
afterAll(async () => {
  await closeDatabase();
  await place.close();
  rmSync(dir, { recursive: true, force: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Probes the sandbox as it is set now; whatever address the command prints is opened at once. */
async function probed(changes: Partial<TestInstallation['sandbox']['control']['app']>) {
  Object.assign(place.sandbox.control.app, changes);
  Reflect.deleteProperty(globalThis, 'fieldboardVault');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    const consent = /Allow the access at (\S+)/.exec(String(text))?.[1];
    if (consent) void fetch(consent);
    return true;
  });
  const file = path.join(dir, 'found.json');
  await probe({
    file,
    browser: false,
    timeout: 30,
    loopbackDir: path.join(dir, 'cli'),
    pauses: [0, 1, 2],
  });
  return JSON.parse(readFileSync(file, 'utf8')) as {
    settings: Record<string, unknown>;
    findings: { question: string; answer: string }[];
  };
}

test('the probe finds out how each kind of Jobber behaves, and its settings describe it', async () => {
  const usual = await probed({});
  expect(usual.settings).toEqual({
    rotation: 'on',
    refusalStatus: 401,
    reuse: 'refuse',
    reconsent: 'keep',
    sendExpiresIn: false,
    accessTokenTtlSeconds: 3600,
  });
  const answers = new Map(
    usual.findings.map(({ question, answer }) => [question.split(' ')[0], answer]),
  );
  expect(answers.get('P6')).toMatch(/^yes/);
  expect(answers.get('F1')).toBe('invalid_grant');
  expect(answers.get('F9')).toMatch(/points/);
  expect(JSON.stringify(usual)).not.toMatch(/eyJ/);
  const strict = await probed({
    reuse: 'revoke_family',
    refusalStatus: 400,
    sendExpiresIn: true,
    accessTokenTtlSeconds: 1800,
    reconsent: 'revoke_earlier',
  });
  expect(strict.settings).toMatchObject({
    reuse: 'revoke_family',
    refusalStatus: 400,
    sendExpiresIn: true,
    accessTokenTtlSeconds: 1800,
  });
  const off = await probed({ rotation: 'off' });
  expect(off.settings).toMatchObject({ rotation: 'off' });
});
