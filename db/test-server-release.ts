import { existsSync } from 'node:fs';
import path from 'node:path';
import { releaseTestServer } from './test-db';

/** After a run of vitest: the shared Postgres stops unless another run uses it. */
export function teardown(): Promise<void> {
  const isRunning = existsSync(path.join(process.cwd(), '.data-test', 'pg', 'postmaster.pid'));
  return isRunning ? releaseTestServer() : Promise.resolve();
}
