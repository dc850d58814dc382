import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { control } from './sandbox-control';

// As slow as Jobber, so that the first read still goes on while somebody looks.
test.use({ restoreRate: 500 });

test.beforeEach(async ({ stack, page, login }) => {
  await control(stack, 'clear-faults');
  await page.context().clearCookies();
  await login();
});

test('the first read shows how far it is and moves by itself', async ({ page, stack }) => {
  test.slow();
  await page.goto(`${stack.url}/sync`);
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page);
  const visits = page.getByRole('row').filter({ hasText: 'Visits' });
  const before = await visits.innerText();
  // No reload from here on: the page has to ask for itself.
  await expect.poll(() => visits.innerText(), { timeout: 60_000 }).not.toBe(before);
  const mark = page.getByRole('button', { name: /How fresh this is/ });
  await mark.click();
  await expect(page.getByRole('link', { name: /sync now/ })).toBeVisible();
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
      renewals: { stopped: null, oldestSuspectSeconds: null },
    });
  }).toPass();
  expect((await page.request.get(`${stack.url}/api/health/metrics`)).status()).toBe(404);
});
