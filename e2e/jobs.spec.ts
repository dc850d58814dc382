import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { pressToFocus } from './press-key';
import { enoughRead, rowsRead } from './read-model';

test.slow();

test.beforeEach(async ({ signedIn, stack }) => {
  await signedIn();
  await enoughRead(stack);
});

test('done, not billed: the view adds up to the rows, and a row opens its job', async ({
  page,
}) => {
  await page.goto('/jobs', { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Done, not billed' }).click();
  await expect(page).toHaveURL(/state=unbilled/);
  await expect(page.getByText(/\$[\d,]+ not billed$/)).toBeVisible();
  await expectAccessible(page);
  await pressToFocus(page, '/', page.getByRole('searchbox'));
  await page.keyboard.press('ArrowDown');
  const first = page.getByRole('row').nth(1).getByRole('link').first();
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/jobs\//);
  await expect(page.getByText('Not billed', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Checked/ })).toBeVisible();
  await page.getByRole('tab', { name: /Visits/ }).press('ArrowRight');
  await expect(page.getByRole('table', { name: 'line items' })).toBeVisible();
  await expectAccessible(page);
});

test('a job leads to its client and to its invoices', async ({ page, stack }) => {
  const rows = await rowsRead(stack, 'select job_id from invoice_jobs order by invoice_id limit 1');
  await page.goto(`/jobs/${encodeURIComponent(rows[0]?.job_id ?? '')}?tab=invoices`);
  const table = page.getByRole('table', { name: 'invoices' });
  await table.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/invoices\//);
  await page.getByRole('tab', { name: /Jobs/ }).click();
  await expect(page.getByRole('table', { name: 'jobs' })).toBeVisible();
});

test('what Jobber says anew is shown also when another tab is chosen before it has come', async ({
  page,
  stack,
}) => {
  const [job] = await rowsRead(
    stack,
    'select id as job_id, title from jobs where total_cents > 0 order by created_at desc limit 1',
  );
  await stack.database.pool.query(
    `update jobs set title = 'As it was', hash = '', detail_at = null, detail_hash = null where id = $1`,
    [job?.job_id],
  );
  let isAsked = false;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isHeld = new Promise<void>((resolve) => {
    void page.route(/\/jobs\/./, async (route) => {
      const request = route.request();
      if (request.method() === 'POST') isAsked = true;
      else if (isAsked && request.headers().rsc) {
        resolve();
        await released;
      }
      await route.continue();
    });
  });
  await page.goto(`/jobs/${encodeURIComponent(job?.job_id ?? '')}?tab=visits`);
  await isHeld;
  await page.getByRole('tab', { name: /Line items/ }).click();
  await expect(page).toHaveURL(/tab=items/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('As it was');
  release();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(job?.title ?? 'a title');
});

test.describe('a job of nobody', () => {
  test.use({ expectedConsole: [/status of 404/] });

  test('is said to be missing', async ({ page }) => {
    const answer = await page.goto('/jobs/bm90aGluZw');
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('There is no such record in this account.')).toBeVisible();
    await page.getByRole('link', { name: 'Go to jobs' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
  });
});

test('sorts by total, highest first, then lowest first', async ({ page }) => {
  await page.goto('/jobs?view=all', { waitUntil: 'networkidle' });
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

test('goes up to the filtered list it came from', async ({ page }) => {
  await page.goto('/jobs?status=archived', { waitUntil: 'networkidle' });
  await expect(page.getByText('Closed', { exact: true }).first()).toBeVisible();
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByRole('tab', { name: /Visits/ })).toBeVisible();
  await page.getByRole('link', { name: 'All jobs' }).click();
  await expect(page).toHaveURL(/\/jobs\?status=archived/);
});
