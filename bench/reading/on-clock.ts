import { type TestDatabase, testDatabase } from '@/db/test-db';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import type { World, WorldSize } from '@/lib/sandbox/world/world';
import { type VirtualTime, virtualTime } from '../virtual-time';

/**
 * An empty database and a sandbox at Jobber's latency, both on one virtual clock.
 * @public
 */
export type OnClock = {
  database: TestDatabase;
  sandbox: Sandbox;
  time: VirtualTime;
};

/**
 * Runs `work` with a sandbox of that size, or of a world of its own, and takes everything down after it.
 * @public
 */
export async function onClock<T>(
  world: WorldSize | ((now: number) => World),
  work: (parts: OnClock) => Promise<T>,
): Promise<T> {
  const database = await testDatabase();
  const sandbox = await startSandbox({
    world: typeof world === 'function' ? world : (now) => buildWorld({ seed: 7, size: world, now }),
    accessTokenTtlSeconds: 864_000_000,
  });
  const time = await virtualTime(database, sandbox);
  try {
    return await work({ database, sandbox, time });
  } finally {
    time.close();
    await sandbox.close();
    await database.close();
  }
}
