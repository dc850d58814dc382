import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test.describe('the job list', () => {
  test.beforeEach(async ({ page, login }) => {
    await login();
    await page.goto('/jobs', { waitUntil: 'networkidle' });
    await expect(page.getByRole('table', { name: 'jobs' })).toBeVisible();
  });

  test('shows the jobs of one status, in the URL and after a reload', async ({ page }) => {
    await page.getByRole('combobox', { name: 'Status' }).selectOption('late');
    await expect(page).toHaveURL(/status=late/);
    await page.reload();
    const rows = page.getByRole('row');
    await expect(rows.nth(1).getByText('Late', { exact: true })).toBeVisible();
    const count = (await rows.count()) - 1;
    await expect(page.getByRole('cell').getByText('Late', { exact: true })).toHaveCount(count);
  });

  test('sorts by total, highest first, then lowest first', async ({ page }) => {
    const amounts = () =>
      page
        .getByRole('row')
        .locator('td:last-child')
        .evaluateAll((cells) =>
          cells.map((cell) => Number((cell.textContent ?? '').replace(/[^\d.]/g, ''))),
        );
    await page.getByRole('button', { name: 'Total' }).click();
    await expect(page).toHaveURL(/sort=-total/);
    await expect
      .poll(async () => {
        const seen = await amounts();
        return seen.every((amount, at) => at === 0 || amount <= (seen[at - 1] ?? 0));
      })
      .toBe(true);
    await page.getByRole('button', { name: 'Total' }).click();
    await expect(page).toHaveURL(/sort=total/);
  });

  test('opens a job with its client, which opens in turn', async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await expect(page.getByText('Not invoiced')).toBeVisible();
    await expect(page.getByRole('tab', { name: /Visits/ })).toBeVisible();
    await page.getByRole('tab', { name: /Line items/ }).click();
    await expect(page.getByRole('table', { name: 'line items' })).toBeVisible();
    await expectAccessible(page);
    const client = page.getByRole('definition').getByRole('link').first();
    const name = await client.innerText();
    await client.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  test('goes up to the filtered list it came from', async ({ page }) => {
    await page.getByRole('combobox', { name: 'Status' }).selectOption('upcoming');
    await expect(page).toHaveURL(/status=upcoming/);
    await expect(
      page.getByRole('cell').getByText('Upcoming', { exact: true }).first(),
    ).toBeVisible();
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await expect(page.getByRole('tab', { name: /Visits/ })).toBeVisible();
    await page.getByRole('link', { name: 'All jobs' }).click();
    await expect(page).toHaveURL(/\/jobs\?status=upcoming/);
  });

  test('has no accessibility violation, in light and dark', async ({ page }) => {
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });
});
