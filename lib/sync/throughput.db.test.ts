import { expect, it } from 'vitest';
import { firstScreens } from '@/bench/reading/first-screens';
import { onClock } from '@/bench/reading/on-clock';
import { everyRequest, pointsOf, sandboxAccount } from '@/bench/sandbox-account';
import { runSlice } from './slice';

it('shows the newest of everything and the visits of two weeks within three seconds of a sign-in', async () => {
  const screens = await onClock('small', firstScreens);
  for (const screen of screens) {
    expect(screen.seconds, screen.kind).toBeLessThanOrEqual(3);
    expect(screen.missing, screen.kind).toBe(0);
    expect(screen.rows, screen.kind).toBeGreaterThan(10);
  }
}, 120_000);

it('reads everything at the pace that points come back', async () => {
  await onClock('small', async ({ database, sandbox, time }) => {
    const account = await sandboxAccount(database, sandbox, 0, time);
    const seen = everyRequest(sandbox);
    const begin = time.now();
    const options = { db: database.db, client: account.client, now: account.now };
    for (;;) {
      const result = await runSlice(account.accountId, options);
      const { rowCount } = await database.pool.query(
        'select from sync_accounts where first_read_done_at is not null',
      );
      if (rowCount === 1) break;
      const waitMs = (result.nextAt?.getTime() ?? 0) - time.now();
      if (waitMs > 0) await time.sleep(waitMs);
    }
    const seconds = (time.now() - begin) / 1000;
    const points = pointsOf(seen);
    const least = (points - 10_000) / 500;
    // What stays free for people is saved up once, and never spent by the background.
    expect(seconds).toBeLessThan(least * 1.05 + 3_400 / 500);
    expect(seen.filter(({ throttled }) => throttled)).toEqual([]);
  });
}, 240_000);
