import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '@/db/test-db';
import {
  type EmbeddedDatabase,
  startEmbeddedDatabase,
} from '../embedded-db/start-embedded-database';
import { findRunningDemo } from './running-demo';
import { requireFieldboard, withServerDatabase } from './server-database';

const project = process.cwd();
const home = mkdtempSync(path.join(tmpdir(), 'fieldboard-demo-'));
let demo: EmbeddedDatabase;

beforeAll(async () => {
  // The bundled Postgres runs as another user when we are root.
  chmodSync(home, 0o755);
  const dir = path.join(home, '.data', 'demo-medium');
  mkdirSync(dir, { recursive: true });
  demo = await startEmbeddedDatabase({ dir: path.join(dir, 'postgres') });
  const note = { pid: process.pid, environment: {} };
  writeFileSync(path.join(dir, 'running.json'), JSON.stringify(note));
  process.chdir(home);
});
afterAll(async () => {
  process.chdir(project);
  await demo.release();
  rmSync(home, { recursive: true });
});

test('without DATABASE_URL a command works on the database of the demo that runs here, whatever its size', async () => {
  const place = await withServerDatabase(async (database) => database);
  expect(place).toEqual({ url: demo.url, adminUrl: demo.adminUrl });
});

test('a demo beside a server with a Jobber app of its own is not meant', () => {
  expect(findRunningDemo()).not.toBeNull();
  vi.stubEnv('JOBBER_CLIENT_ID', 'of-my-own');
  expect(findRunningDemo()).toBeNull();
  vi.unstubAllEnvs();
});

test('a database without a Fieldboard is named with the next step; one with it is not', async () => {
  const asked = withServerDatabase(({ url }) => requireFieldboard(url));
  await expect(asked).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringContaining('holds no Fieldboard yet. Start Fieldboard once'),
  });
  process.chdir(project);
  const database = await testDatabase();
  await requireFieldboard(database.url);
  await database.close();
});
