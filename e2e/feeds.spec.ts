import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test('an owner makes a feed, a script without a session reads it, and revoking ends it', async ({
  page,
  signedIn,
  stack,
  playwright,
}) => {
  await signedIn();
  await page.goto('/settings/feeds');
  await page.getByLabel('What it reads').selectOption('clients');
  await page.getByLabel('What it is for').fill('Sheet');
  await page.getByRole('button', { name: 'Make a feed' }).click();
  const address = await page.locator('code', { hasText: 'clients.csv?key=' }).textContent();
  await expectAccessible(page);
  const stranger = await playwright.request.newContext();
  const csv = await stranger.get(address ?? '');
  expect(csv.status()).toBe(200);
  expect(await csv.text()).toMatch(/^\uFEFFAccount,Name,/);
  expect((await stranger.get(`${stack.url}/api/feeds/clients.csv`)).status()).toBe(401);
  await page.reload();
  await expect(page.getByText('Last used')).toBeVisible();
  await expect(page.locator('code')).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke Sheet' }).click();
  await expect(page.getByText('No feed has been made yet.')).toBeVisible();
  expect((await stranger.get(address ?? '')).status()).toBe(401);
  await stranger.dispose();
});
