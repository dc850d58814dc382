import { expect, it } from 'vitest';
import { testDatabase } from '@/db/test-db';
import { replayedDays } from './replayed-days';

// Three days before the clocks are set back and four with it; `npm run prove -- day` lives weeks of each time zone.
const startAt = Date.UTC(2026, 9, 29, 15);

it('receivables of every recorded day are as the sandbox stood; of the others wherever only payments changed', async () => {
  const database = await testDatabase();
  const found = await replayedDays(database.db, {
    seed: 1,
    startAt,
    before: 3,
    since: 4,
    missed: 3,
  });
  await database.close();
  expect(found.differences).toEqual([]);
  expect(found).toMatchObject({ recorded: 3, rebuilt: 4 });
  expect(found.rows).toBeGreaterThan(found.changed * 5);
}, 120_000);
