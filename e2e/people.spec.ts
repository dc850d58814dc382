import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, type Stack, test } from './fixtures';

test.beforeEach(async ({ page, login }) => {
  await page.context().clearCookies();
  await login();
});

/** Makes a link on the people page and returns it. */
async function linkFor(page: Page, stack: Stack, name: string, role: string): Promise<string> {
  await page.goto(`${stack.url}/settings/people`);
  await page.getByRole('textbox', { name: /^Invite somebody/ }).fill(name);
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Make a link' }).click();
  return page.getByRole('textbox', { name: `Link for ${name}` }).inputValue();
}

/** Another device, which opens the link and uses it. */
async function joinAs(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('invites you');
  await guest.getByRole('button', { name: /^Join / }).click();
  await expect(guest.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  return guest;
}

const csv = '/api/reports/receivables/csv?currency=USD';

test('a viewer comes in by a link that works once, sees the screens and can change nothing', async ({
  page,
  stack,
  browser,
}) => {
  const link = await linkFor(page, stack, 'Vera Viewer', 'Viewer');
  await expectAccessible(page);
  const viewer = await joinAs(browser, link);
  await expectAccessible(viewer);
  const again = await browser.newPage();
  await again.goto(link);
  await expect(
    again.getByRole('heading', { name: 'This link does not work any more' }),
  ).toBeVisible();
  await again.close();

  await viewer.goto(`${stack.url}/settings`);
  const tabs = viewer.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  await expect(tabs).toHaveText(['Formats', 'Sign-ins']);
  await expect(viewer.getByRole('button', { name: 'Keep these formats' })).toHaveCount(0);
  for (const part of ['people', 'audit', 'data']) {
    await viewer.goto(`${stack.url}/settings/${part}`);
    await expect(viewer.getByText('Only an owner of the account')).toBeVisible();
  }
  await viewer.goto(`${stack.url}/sync`);
  await expect(viewer.getByRole('table')).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
  await viewer.goto(`${stack.url}/reports/receivables`);
  await expect(viewer.getByText('Who owes us, and since when?')).toBeVisible();
  await expect(viewer.getByRole('link', { name: 'CSV' })).toHaveCount(0);
  const refused = await viewer.request.get(`${stack.url}${csv}`);
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { code: 'forbidden' } });
  await viewer.context().close();
});

test('a viewer made bookkeeper may export at once, and a removed one is signed out at once', async ({
  page,
  stack,
  browser,
}) => {
  const link = await linkFor(page, stack, 'Bo Keeper', 'Viewer');
  const guest = await joinAs(browser, link);
  await page.reload();
  await page.getByRole('combobox', { name: 'Role of Bo Keeper' }).selectOption('bookkeeper');
  await expect(page.getByText('Bo Keeper is a bookkeeper now.')).toBeVisible();
  const exported = await guest.request.get(`${stack.url}${csv}`);
  expect(exported.status()).toBe(200);

  const row = page.getByRole('listitem').filter({ hasText: 'Bo Keeper' });
  await row.getByRole('button', { name: 'Remove…' }).click();
  await row.getByRole('button', { name: 'Remove Bo Keeper' }).click();
  await expect(row).toHaveCount(0);
  const refused = await guest.request.get(`${stack.url}${csv}`);
  expect(refused.status()).toBe(401);
  await guest.goto(`${stack.url}/overview`);
  await expect(guest).toHaveURL(/\/sign-in/);
  await guest.context().close();

  await page.goto(`${stack.url}/settings/audit`);
  const log = page.getByRole('region', { name: 'Audit log' }).getByRole('listitem');
  await expect(log.first()).toContainText('removed a bookkeeper');
  await expect(log.filter({ hasText: 'changed a role to bookkeeper' }).first()).toBeVisible();
});

test('a withdrawn link lets nobody in', async ({ page, stack, browser }) => {
  const link = await linkFor(page, stack, 'Wanda Waiting', 'Bookkeeper');
  const row = page.getByRole('listitem').filter({ hasText: 'Wanda Waiting' });
  await expect(row).toContainText('Link not used yet');
  await row.getByRole('button', { name: 'Withdraw' }).click();
  await expect(row).toHaveCount(0);
  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(
    stranger.getByRole('heading', { name: 'This link does not work any more' }),
  ).toBeVisible();
  await stranger.close();
});
