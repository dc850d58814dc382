import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/test-db';
import { isAppError } from '@/lib/errors';
import { accessToken } from '@/lib/vault/access-token';
import { startScriptedJobber } from '@/lib/vault/scripted-jobber';
import { createVault } from '@/lib/vault/vault';
import { createCrew } from './crew';
import { accessTtlSeconds, benchApp, benchKeys, benchTiming } from './settings';
import { openStore } from './store';

test('a process stopped with the answer under way, for longer than lease and limit, wakes up, commits, and heals what its successor concluded', async () => {
  const database = await testDatabase();
  const jobber = await startScriptedJobber({ rotation: 'strict', accessTtlSeconds });
  const store = await openStore('ours', database.db, jobber);
  const id = await store.signIn();
  const crew = createCrew({
    databaseUrl: database.url,
    apiUrl: jobber.apiUrl,
    protocol: 'ours',
    connectionIds: [id],
    callers: 1,
    pace: 'hasty',
  });
  let answer: (value?: unknown) => void = () => undefined;
  jobber.faults.push({ kind: 'hold', until: new Promise((resolve) => (answer = resolve)) });
  await crew.hire();
  const [pid = 0] = crew.pids();
  await database.shiftClock(accessTtlSeconds * 1_000);
  await expect.poll(() => jobber.posts.length, { timeout: 20_000 }).toBe(1);
  process.kill(pid, 'SIGSTOP');
  answer();
  await sleep(benchTiming('hasty').hardLimitMs + 100);

  await database.shiftClock(10 * 60_000);
  const successor = createVault({
    db: database.db,
    app: benchApp(jobber.apiUrl),
    keys: benchKeys,
    timing: benchTiming('hasty'),
  });
  const verdict = await accessToken(id, successor).catch((error: unknown) =>
    isAppError(error) ? error.code : error,
  );
  expect(verdict).toBe('reconnect_required');
  expect(jobber.posts.map(({ result }) => result)).toEqual(['rotated', 'replay']);
  expect(await store.ended()).toMatchObject([{ reason: 'rotation_lost' }]);

  process.kill(pid, 'SIGCONT');
  await expect.poll(() => store.ended(), { timeout: 10_000 }).toEqual([]);
  const [current = ''] = await store.current();
  expect(jobber.isAlive(current)).toBe(true);
  await crew.dismiss();
  await jobber.close();
  await database.close();
});
