import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { pressToFocus } from './press-key';
import { enoughRead, rowsRead } from './read-model';

test.slow();

test.beforeEach(async ({ signedIn, stack }) => {
  await signedIn();
  await enoughRead(stack);
});

for (const { list, tab } of [
  { list: 'invoices', tab: /Line items/ },
  { list: 'quotes', tab: /Line items/ },
  { list: 'requests', tab: /Quotes/ },
] as const) {
  test(`${list}: from the list to a record and back by keyboard alone`, async ({ page }) => {
    await page.goto(`/${list}?view=all`, { waitUntil: 'networkidle' });
    await expect(page.getByRole('table', { name: list })).toBeVisible();
    await expect(page.getByText(new RegExp(`^[\\d,]+ ${list}$`))).toBeVisible();
    await expectAccessible(page);
    await pressToFocus(page, '/', page.getByRole('searchbox'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/${list}/`));
    await expect(page.getByRole('tab', { name: tab })).toBeVisible();
    await expect(page.getByRole('button', { name: /Checked/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Notes' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Notes' })).not.toBeEmpty();
    await page.goBack();
    await expect(page.getByRole('table', { name: list })).toBeVisible();
  });
}

test('overdue over 30 days: every row is later than that', async ({ page, stack }) => {
  await rowsRead(
    stack,
    `select id from invoices where status in ('awaiting_payment', 'past_due') and balance_cents > 0
      and due_at < now() - interval '40 days' limit 1`,
  );
  await page.goto('/invoices', { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Overdue over 30 days' }).click();
  await expect(page).toHaveURL(/older=30/);
  const rows = page.getByRole('row').filter({ hasText: /\d+ days/ });
  await expect(async () => {
    const texts = await rows.allInnerTexts();
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(Number(/(\d+) days/.exec(text)?.[1])).toBeGreaterThan(30);
  }).toPass();
});
