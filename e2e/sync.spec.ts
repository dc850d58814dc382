import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { adminOf, control } from './sandbox-control';

test.beforeEach(async ({ stack, page, login }) => {
  await control(stack, 'clear-faults');
  await page.context().clearCookies();
  await login();
});

test('the first read shows how far it is, moves by itself, and ends with every record here', async ({
  page,
  stack,
}) => {
  test.slow();
  await page.goto(`${stack.url}/sync`);
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page);
  const clients = page.getByRole('row').filter({ hasText: 'Clients' });
  // No reload from here on: the page has to ask for itself.
  await expect(page.getByText('Everything Jobber shows this app is here.')).toBeVisible({
    timeout: 100_000,
  });
  await expect(clients).toContainText('Everything');
  await expect(clients).toContainText('Up to date');
  const { rows } = await stack.database.pool.query('select count(*)::int n from clients');
  await expect(clients).toContainText(String(rows[0].n));
  await expect(page.getByText('All older clients are here too.')).toBeVisible();
  const mark = page.getByRole('button', { name: /How fresh this is/ });
  await expect(mark).toHaveAccessibleName(/ago|just now/);
  await mark.click();
  await expect(page.getByRole('link', { name: /sync now/ })).toBeVisible();
});

test('sync now brings what changed in Jobber without a reload', async ({ page, stack }) => {
  const { account } = await adminOf(stack, 0);
  await page.goto(`${stack.url}/sync`);
  await expect(page.getByText('Everything Jobber shows this app is here.')).toBeVisible({
    timeout: 60_000,
  });
  const { rows } = await stack.database.pool.query('select count(*)::int n from clients');
  await control(stack, 'create', {
    account: account.id,
    type: 'Client',
    fields: { firstName: 'Nina', lastName: 'Newcomer' },
  });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText('Changes are being read.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Clients' })).toContainText(
    String(rows[0].n + 1),
    { timeout: 20_000 },
  );
});

test('health: alive without asking anybody, ready with database, schema and worker, counts behind a token', async ({
  page,
  stack,
}) => {
  const live = await page.request.get(`${stack.url}/api/health/live`);
  expect(live.status()).toBe(200);
  await expect(async () => {
    const ready = await page.request.get(`${stack.url}/api/health/ready`);
    expect(await ready.json()).toEqual({
      ready: true,
      parts: ['database', 'migrations', 'worker'].map((part) => ({ part, isReady: true })),
    });
  }).toPass();
  expect((await page.request.get(`${stack.url}/api/health/metrics`)).status()).toBe(404);
});
