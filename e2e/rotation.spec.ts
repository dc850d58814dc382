import { expect, test } from './fixtures';
import { control } from './sandbox-control';

test('a page, five prefetches and a route after expiry: one rotation, the same cookie, nobody signed out', async ({
  page,
  stack,
  login,
}) => {
  await control(stack, 'clear-faults');
  await login();
  const version = async () => {
    const { rows } = await stack.database.pool.query<{ version: number }>(
      `select max(token_version)::int as version from jobber_connections where status = 'active'`,
    );
    return rows[0]?.version ?? 0;
  };
  const cookie = async () =>
    (await page.context().cookies(stack.url)).find((one) => one.name === 'fieldboard.session')
      ?.value;
  const before = { version: await version(), cookie: await cookie() };
  await stack.database.pool.query(
    `update jobber_connections set access_expires_at = app_now() where status = 'active'`,
  );
  const prefetch = { rsc: '1', 'next-router-prefetch': '1' };
  const answers = await Promise.all([
    page.goto(`${stack.url}/connection`),
    page.request.get(`${stack.url}/api/sync/freshness`),
    ...Array.from({ length: 5 }, () =>
      page.request.get(`${stack.url}/connection`, { headers: prefetch }),
    ),
  ]);
  expect(answers.map((answer) => answer?.status())).toEqual(Array(7).fill(200));
  await expect(page.getByRole('heading', { name: 'Connection', level: 1 })).toBeVisible();
  await expect.poll(version).toBe(before.version + 1);
  await page.reload();
  expect(await version()).toBe(before.version + 1);
  expect(await cookie()).toBe(before.cookie);
});
