import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { enoughRead } from './read-model';

test.beforeEach(async ({ signedIn, stack }) => {
  test.setTimeout(240_000);
  await signedIn();
  await enoughRead(stack);
});

test('a number opens what it is made of, by keyboard, and its rows add up to it', async ({
  page,
}) => {
  await page.goto('/overview', { waitUntil: 'networkidle' });
  await expectAccessible(page);
  const button = page.getByRole('button', { name: 'Explain Owed to you' });
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Owed to you' });
  const table = panel.getByRole('table', { name: 'The rows behind the number' });
  await expect(table).toBeVisible();
  await expectAccessible(page);
  const cents = (text: string) => Number(text.replace(/[^\d-]/g, ''));
  const rows = await table.locator('tbody td:last-child').allInnerTexts();
  const total = await table.locator('tfoot td').first().innerText();
  expect(rows.map(cents).reduce((sum, one) => sum + one, 0)).toBe(cents(total));
  await expect(panel.getByText(total, { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(button).toBeFocused();
});

test('what makes numbers wrong leads to the record in Jobber', async ({ page }) => {
  await page.goto('/reports', { waitUntil: 'networkidle' });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Data quality' }).focus();
  await page.keyboard.press('Enter');
  const fault = page
    .getByRole('link', { name: /^(Clients|Quotes|Jobs|Completed visits) / })
    .first();
  await fault.focus();
  await page.keyboard.press('Enter');
  const jobber = page.getByRole('link', { name: /in Jobber$/ }).first();
  await expect(jobber).toHaveAttribute('href', /^https?:/);
  await expectAccessible(page);
});

test('an alert is made, refused an address inside the network, and ended', async ({ page }) => {
  await page.goto('/settings/alerts', { waitUntil: 'networkidle' });
  await expectAccessible(page);
  const watch = page.getByRole('button', { name: 'Watch it' });
  await page.getByRole('spinbutton', { name: 'Amount in USD' }).fill('12.50');
  await page.getByRole('combobox', { name: 'Tell me by' }).selectOption('webhook');
  await page.getByRole('textbox', { name: 'Web address' }).fill('https://169.254.169.254/x');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/inside a private network/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Tell me by' }).selectOption('mail');
  await page.getByRole('textbox', { name: 'To' }).fill('ana@example.com');
  await watch.click();
  await expect(page.getByText(/^Watched/)).toBeVisible();
  const end = page.getByRole('button', { name: 'End the alert “Receivables by age above $12.50”' });
  await expect(end).toBeVisible();
  await page.getByRole('button', { name: /^Send a test of/ }).click();
  await expect(page.getByText(/^On its way/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Messages' })).toBeVisible();
  await expectAccessible(page);
  await end.click();
  await expect(page.getByText('Nothing is watched yet.')).toBeVisible();
});

test('a share link shows its report with the choices it was made with, nothing else, and dies when ended', async ({
  page,
  browser,
  stack,
}) => {
  await page.goto('/reports/revenue-invoiced', { waitUntil: 'networkidle' });
  await page.getByRole('combobox', { name: 'Period' }).selectOption('this-year');
  await expect(page).toHaveURL(/period=this-year/);
  await page.getByRole('combobox', { name: 'Against' }).selectOption('year-before');
  await expect(page).toHaveURL(/against=year-before/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByRole('textbox', { name: 'The new link' }).inputValue();

  const stranger = await browser.newContext();
  const theirs = await stranger.newPage();
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: 'Revenue invoiced' })).toBeVisible();
  await expect(theirs.getByRole('navigation')).toHaveCount(0);
  await expect(theirs.getByRole('main').getByRole('link')).toHaveCount(0);
  await expectAccessible(theirs);
  const answer = await stranger.request.get(
    `${stack.url}/api/reports/revenue-invoiced/rows?currency=USD`,
  );
  expect(answer.status()).toBe(401);

  await page.getByRole('button', { name: 'End', exact: true }).click();
  await expect(page.getByRole('button', { name: 'End', exact: true })).toHaveCount(0);
  await theirs.reload();
  await expect(theirs.getByText(/does not work any more/)).toBeVisible();
  await stranger.close();
});

test('a page keeps its title while a choice is on its way', async ({ page }) => {
  await page.goto('/reports/revenue-invoiced', { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    const watcher = new MutationObserver(() => {
      if (document.title === '') document.body.dataset.untitled = 'yes';
    });
    watcher.observe(document.head, { childList: true });
  });
  await page.getByRole('combobox', { name: 'Period' }).selectOption('this-year');
  await expect(page).toHaveURL(/period=this-year/);
  await expect(page.getByText(/1 Jan \d{4} –/).first()).toBeVisible();
  await expect(page).toHaveTitle(/Revenue invoiced/);
  expect(await page.evaluate(() => document.body.dataset.untitled)).toBeUndefined();
});
