import { expect, test } from './fixtures';
import { builtActions, builtPaths, callAction, cookieHeader } from './raw-calls';
import { control } from './sandbox-control';

type Seen = { requests: { path: string; operation: string | null }[] };

test('forty pages, actions and routes at once after the access token expired cause one refresh, and all succeed', async ({
  page,
  login,
  stack,
}) => {
  await login();
  await page.goto(`${stack.url}/connection`);
  const cookie = await cookieHeader(page, stack);
  const action = builtActions().find(({ name }) => name === 'askJobberAction');
  if (!action) throw new Error('no action asks Jobber');
  const { rows } = await stack.database.pool.query<{ slug: string }>(
    `select a.slug from accounts a join jobber_connections c using (jobber_account_id)
      where c.status = 'active' order by a.id limit 1`,
  );
  const slug = rows[0]?.slug;
  const readers = [
    () => read(`/clients?account=${slug}`),
    () => read(`/connection?account=${slug}`),
    () => read(`/api/lists/clients?account=${slug}`),
    () => read('/api/auth/session'),
    () => ask('clients'),
    () => ask('jobs'),
  ];
  expect(builtPaths('route')).toContain('/api/lists/[list]');

  await control(stack, 'clock', { advanceMs: 3_600_000 });
  await stack.database.shiftClock(3_600_000);
  await control(stack, 'forget-requests');
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => readers[index % readers.length]?.()),
  );
  for (const answer of answers) {
    expect(answer?.status, answer?.what).toBe(200);
    expect(answer?.body, answer?.what).not.toMatch(/NEXT_REDIRECT;[^"]*sign-in|"error":\{"code"/);
  }
  const asked = answers.filter((answer) => answer?.what.startsWith('action'));
  for (const answer of asked) expect(answer?.body).toContain('"matches":[{');
  const { requests } = await control<Seen>(stack, 'requests');
  expect(requests.filter(({ path }) => path.startsWith('/api/oauth/token'))).toHaveLength(1);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Connection', level: 1 })).toBeVisible();
  await expect(page.getByText('Access has ended')).toHaveCount(0);

  async function read(path: string) {
    const response = await fetch(`${stack.url}${path}`, {
      headers: { cookie },
      redirect: 'manual',
    });
    return { what: path, status: response.status, body: await response.text() };
  }

  async function ask(list: string) {
    if (!action) throw new Error('no action asks Jobber');
    const headers = { cookie, origin: stack.url };
    const answer = await callAction(stack, action, [slug, { list, search: 'a' }], headers);
    return { what: `action for ${list}`, ...answer };
  }
});
