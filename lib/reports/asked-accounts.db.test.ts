import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/test-db';
import { requireAccounts } from '@/lib/access/account-scope';
import { findLiveSession, startSession } from '@/lib/access/sessions';
import { accountCalendars, askedAccounts } from './asked-accounts';

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

test('the calendars that a sign-in brings are those that would be read, and are not read again', async () => {
  const { rows } = await database.db.execute<{ id: string }>(
    sql`insert into people (name) values ('P') returning id`,
  );
  const personId = rows[0]?.id ?? '';
  await database.db.execute(sql`
    insert into memberships (account_id, person_id, role) select id, ${personId}, 'owner' from accounts where id <= 3`);
  const { sid } = await startSession(personId, null, database.db);
  const session = (await findLiveSession(sid, database.db)) ?? expect.fail('signed out');
  const scope = await requireAccounts(session, undefined, database.db);
  const read = await accountCalendars(scope.accountIds, database.db);
  expect(read.map(({ id }) => id)).toEqual([2, 1, 3]);
  const unreachable = new Proxy(database.db, {
    get: () => expect.fail('asked the database'),
  });
  expect(await askedAccounts(scope, unreachable)).toMatchObject(read);
});
