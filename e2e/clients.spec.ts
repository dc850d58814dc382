import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test.describe('the client list', () => {
  test.beforeEach(async ({ page, login }) => {
    await login();
    await page.goto('/clients', { waitUntil: 'networkidle' });
    await expect(page.getByRole('table', { name: 'clients' })).toBeVisible();
  });

  test('finds a client by a fragment of the name, and the URL keeps the search', async ({
    page,
  }) => {
    const name = await page.getByRole('row').nth(7).getByRole('link').first().innerText();
    const fragment = name.slice(1, 6);
    await page.keyboard.press('/');
    await page.keyboard.type(fragment);
    await expect(page).toHaveURL(/search=/);
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
    await expect(page.getByText('The first 50 clients')).toHaveCount(0);

    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue(fragment);
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
  });

  test('sorts by last change and says so to screen readers', async ({ page }) => {
    const first = page.getByRole('row').nth(1);
    const before = await first.innerText();
    await page.getByRole('button', { name: 'Changed' }).click();
    await expect(page).toHaveURL(/sort=-updated/);
    await expect(page.getByRole('columnheader', { name: 'Changed' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect(first).not.toHaveText(before);
  });

  test('brings more rows while one scrolls, and Back returns to the same place', async ({
    page,
  }) => {
    await page.getByRole('button', { name: 'Load more' }).scrollIntoViewIfNeeded();
    const row = page.getByRole('row').nth(60);
    await expect(row).toBeVisible();
    await row.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    const name = await row.getByRole('link').first().innerText();
    await row.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

    await page.goBack();
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeInViewport();
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(120);
  });

  test('says when nothing matches, and one press clears the filters', async ({ page }) => {
    await page.getByRole('searchbox').fill('qqqqqqqq');
    await expect(page.getByText('No clients match “qqqqqqqq”.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page.getByRole('table', { name: 'clients' })).toBeVisible();
    await expect(page).not.toHaveURL(/search=/);
  });

  test('shows archived clients only when asked for', async ({ page }) => {
    await expect(page.getByRole('cell').getByText('Archived', { exact: true })).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Status' }).selectOption('archived');
    await expect(page).toHaveURL(/status=archived/);
    const rows = await page.getByRole('row').count();
    await expect(page.getByRole('cell').getByText('Archived', { exact: true })).toHaveCount(
      rows - 1,
    );
    await page.getByRole('button', { name: 'Clear Status' }).click();
    await expect(page).not.toHaveURL(/status=/);
  });

  test('can be used by keyboard alone', async ({ page }) => {
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const second = page.getByRole('row').nth(2).getByRole('link').first();
    await expect(second).toBeFocused();
    const name = await second.innerText();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  test('opens the palette by keyboard and searches from there', async ({ page }) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find anything' })).toBeFocused();
    await page.keyboard.type('lawn');
    await expect(page.getByRole('option', { name: /Search jobs/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/jobs\?search=lawn/);
  });

  test('has no accessibility violation, in light and dark', async ({ page }) => {
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });
});

test('a client page shows who it is, leads to Jobber and lists the work', async ({
  page,
  login,
}) => {
  await login();
  await page.goto('/clients');
  await page.getByRole('row').nth(3).getByRole('link').first().click();
  await expect(page.getByText('Owed')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in Jobber' })).toHaveAttribute(
    'href',
    /^https?:/,
  );
  await expect(page.getByRole('button', { name: /Checked/ })).toBeVisible();
  await page.getByRole('tab', { name: /Jobs/ }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: /Quotes/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/tab=quotes/);
  await expectAccessible(page);
});

test('an unknown client is said to be missing', async ({ page, login }) => {
  await login();
  await page.goto('/clients/Z2lkOi8vSm9iYmVyL0NsaWVudC85OTk5OTk5');
  await expect(page.getByText('There is no such record in this account.')).toBeVisible();
});

test('while Jobber fails the list says so with a reference, and Retry brings the rows', async ({
  page,
  stack,
  login,
}) => {
  await login();
  stack.sandbox.control.faults.add({
    times: 20,
    after: 0,
    path: '/api/graphql',
    status: 503,
    body: 'down',
    process: false,
  });
  await page.goto('/clients');
  await expect(page.getByRole('alert').filter({ hasText: 'Reference' })).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);
  stack.sandbox.control.faults.clear();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('table', { name: 'clients' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('clients are cards that fit, and a client has round buttons to call, mail and map', async ({
    page,
    login,
  }) => {
    await login();
    await page.goto('/clients');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectAccessible(page);
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await expect(page.getByText('Call', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectAccessible(page);
    await page.getByRole('link', { name: 'All clients' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
  });
});
