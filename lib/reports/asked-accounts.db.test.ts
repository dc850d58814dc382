import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { accountCalendars } from './asked-accounts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a calendar is the one chosen in settings, else has the time zone of Jobber, else the defaults; by name', async () => {
  await database.db.execute(sql`
    insert into accounts (id, jobber_account_id, slug, name) overriding system value values
      (1, 'C', 'c', 'Chosen'), (2, 'B', 'b', 'As Jobber tells'), (3, 'D', 'd', 'Nothing known'), (4, 'X', 'x', 'Not asked')`);
  await database.db.execute(sql`
    insert into sync_accounts (account_id, time_zone) values (1, 'America/Denver'), (2, 'America/Denver')`);
  await database.db.execute(sql`
    insert into account_formats (account_id, currency, locale, time_zone, first_weekday, working_days)
    values (1, 'EUR', 'de-DE', 'Europe/Vienna', 0, '{2,3}')`);
  const plain = {
    currency: 'USD',
    locale: 'en-US',
    firstWeekday: 1,
    workingDays: [1, 2, 3, 4, 5],
  };
  expect(await accountCalendars([1, 2, 3], database.db)).toEqual([
    { id: 2, name: 'As Jobber tells', ...plain, timeZone: 'America/Denver' },
    {
      id: 1,
      name: 'Chosen',
      currency: 'EUR',
      locale: 'de-DE',
      timeZone: 'Europe/Vienna',
      firstWeekday: 0,
      workingDays: [2, 3],
    },
    { id: 3, name: 'Nothing known', ...plain, timeZone: 'UTC' },
  ]);
});
