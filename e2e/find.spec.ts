import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { enoughRead } from './read-model';

test.slow();

test.beforeEach(async ({ page, login, stack }) => {
  await login();
  await enoughRead(stack);
  await page.goto('/overview', { waitUntil: 'networkidle' });
});

test('finds a client whose name is misspelt, and Enter opens it', async ({ page, stack }) => {
  const { rows } = await stack.database.pool.query(
    "select name from clients where name ~ '^[A-Z][a-z]+ [A-Z][a-z]{7,}$' order by length(name) desc, id limit 1",
  );
  const name: string = rows[0].name;
  const last = name.split(' ')[1] ?? '';
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find anything' })).toBeFocused();
  await page.keyboard.type(`${last.slice(0, 3)}${last.slice(4)}`);
  const hit = page.getByRole('option').filter({ hasText: last }).first();
  await expect(hit).toBeVisible();
  await expectAccessible(page);
  await hit.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(last);
});

test('finds an invoice by its number', async ({ page, stack }) => {
  const { rows } = await stack.database.pool.query(
    'select invoice_number as number from invoices order by number_sort desc limit 1',
  );
  const box = page.getByRole('combobox', { name: 'Find anything' });
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await page.keyboard.type(rows[0].number);
  await page
    .getByRole('option', { name: /invoice/i })
    .filter({ hasText: rows[0].number })
    .first()
    .click();
  await expect(page).toHaveURL(/\/invoices\//);
});

test('keys go to every list, and ? names them', async ({ page }) => {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
});
