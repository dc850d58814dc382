import { buildWorld } from '@/lib/sandbox/world/build-world';
import type { World, WorldSize } from '@/lib/sandbox/world/world';
import { everyRequest, sandboxAccount } from '../sandbox-account';
import { onClock } from './on-clock';
import { workerPool } from './worker-pool';

/**
 * How long those waited who came while others were read: until their first request, and until their first screens were
 * there; the worst of them, in seconds after the sign-in.
 * @public
 */
export type Newcomers = {
  reading: number;
  slots: number;
  came: number;
  startS: number;
  screensS: number;
};

/**
 * Reads the largest accounts of `reading` worlds of that size by one pool of `slots`; then six small accounts come, each
 * after the first screens of the one before.
 * @public
 */
export async function newcomers(
  size: WorldSize,
  { reading, slots }: { reading: number; slots: number },
): Promise<Newcomers> {
  const world = (now: number) => crowd(size, reading, now);
  return onClock(world, async ({ database, sandbox, time }) => {
    const seen = everyRequest(sandbox);
    const pool = workerPool(time, { slots });
    for (let at = 0; at < reading; at += 1)
      pool.hurry(await sandboxAccount(database, sandbox, at, time), 0);
    // Whoever has just begun has a full bucket: newcomers come when everybody waits for points.
    await time.sleep(40_000);
    const waits: { start: number; screens: number }[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const account = await sandboxAccount(database, sandbox, reading + turn, time);
      const { accountId, jobberAccountId } = account;
      const at = time.now();
      pool.hurry(account, 0);
      const isShown = async () =>
        (
          await database.pool.query(
            'select from sync_accounts where account_id = $1 and newest_read_at is not null',
            [accountId],
          )
        ).rowCount === 1;
      while (!(await isShown()) && time.now() < at + 60_000) await time.sleep(50);
      const first = seen.find((request) => request.accountId === jobberAccountId);
      waits.push({
        start: ((first?.at ?? Infinity) - at) / 1000,
        screens: (time.now() - at) / 1000,
      });
      pool.leave(accountId);
      await time.sleep(1_370);
    }
    await pool.stop();
    return {
      reading,
      slots,
      came: waits.length,
      startS: Math.max(...waits.map(({ start }) => start)),
      screensS: Math.max(...waits.map(({ screens }) => screens)),
    };
  });
}

/** The first accounts of worlds of that size, then those of small worlds. */
function crowd(size: WorldSize, count: number, now: number): World {
  const big = Array.from({ length: count }, (_, at) =>
    [...buildWorld({ seed: 50 + at, size, now }).accounts.values()].slice(0, 1),
  );
  const small = [1, 2].map((seed) => [
    ...buildWorld({ seed, size: 'small', now }).accounts.values(),
  ]);
  const stores = [...big, ...small].flat();
  for (const [at, store] of stores.entries()) store.account.slug = `account-${at}`;
  return { seed: 0, size, accounts: new Map(stores.map((store) => [store.account.id, store])) };
}
