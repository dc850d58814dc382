import { type APIRequestContext, expect, test } from '@playwright/test';
import { grownAccount } from '../bench/lists/grown-account';
import { readThrough } from '../bench/lists/read-through';
import { startBuiltApp } from '../bench/server/built-app';
import { countedDatabase } from '../bench/server/counted-database';
import { testDatabase } from '../db/test-db';

/** What each page asks of the database when it is opened, its session and its accounts with it. */
const known: Readonly<Record<string, number>> = {
  '/clients': 2,
  '/jobs': 2,
  '/quotes': 2,
  '/invoices': 3,
  '/requests': 2,
  '/schedule/visits': 3,
  '/clients/c1': 9,
  '/jobs/j1': 4,
  '/invoices/i1': 2,
  '/overview': 9,
};

test('a page asks the database no oftener than is known', async ({ request }) => {
  test.setTimeout(180_000);
  const database = await testDatabase();
  const scope = await grownAccount(database, 'counted', 2_000);
  await readThrough(database.db, scope.accountIds[0] ?? 0);
  const counted = await countedDatabase(database.url);
  // Nothing but the pages asks: the worker is off and nobody else is here.
  const app = await startBuiltApp(
    { worker: false, environment: { DATABASE_URL: counted.url } },
    database,
  );
  try {
    const headers = { cookie: await app.cookieOf(scope.personId) };
    const found: string[] = [];
    for (const [path, most] of Object.entries(known)) {
      // The first time, connections are opened and the sign-in notes that it was used.
      await opened(request, `${app.url}${path}`, headers);
      counted.taken();
      await opened(request, `${app.url}${path}`, headers);
      const texts = counted.taken().map(({ text }) => text);
      found.push(`${path} ${texts.length}`);
      expect.soft(texts.length, `${path}:\n${texts.join('\n')}`).toBeLessThanOrEqual(most);
    }
    console.log(`SQL statements of a page: ${found.join(', ')}`);
    expect(app.sandbox.control.seen.list(), 'requests at Jobber').toEqual([]);
  } finally {
    await app.stop();
    await counted.close();
    await database.close();
  }
});

async function opened(
  request: APIRequestContext,
  url: string,
  headers: { cookie: string },
): Promise<void> {
  const answer = await request.get(url, { headers });
  expect(answer.status(), url).toBe(200);
  await answer.body();
}
