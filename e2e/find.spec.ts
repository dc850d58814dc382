import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { pressToFocus } from './press-key';
import { enoughRead } from './read-model';

test.slow();

test.beforeEach(async ({ page, signedIn, stack }) => {
  await signedIn();
  await enoughRead(stack);
  await page.goto('/overview', { waitUntil: 'networkidle' });
});

test('finds a client whose name is misspelt, and Enter opens it', async ({ page, stack }) => {
  const { rows } = await stack.database.pool.query(
    "select name from clients where name ~ '^[A-Z][a-z]+ [A-Z][a-z]{7,}$' order by length(name) desc, id limit 1",
  );
  const name: string = rows[0].name;
  const last = name.split(' ')[1] ?? '';
  await pressToFocus(page, 'Control+k', page.getByRole('combobox', { name: 'Find anything' }));
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
  await pressToFocus(page, 'Control+k', box);
  await page.keyboard.type(rows[0].number);
  await page
    .getByRole('option', { name: /invoice/i })
    .filter({ hasText: rows[0].number })
    .first()
    .click();
  await expect(page).toHaveURL(/\/invoices\//);
});

test('keys go to every list, and ? names them', async ({ page }) => {
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
  // The frame listens, not the page: a `g` pressed while a page comes is not lost.
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Schedule' })).toBeVisible();
});

test('what is open stays open while the record behind it is read again', async ({
  page,
  stack,
}) => {
  const { rows } = await stack.database.pool.query('select id from clients order by id limit 1');
  // Jobber knows more than the row says, and tells it once the palette is open.
  await stack.database.pool.query(
    "update clients set name = 'Before', updated_at = updated_at - interval '1 day' where id = $1",
    [rows[0].id],
  );
  const late = { times: 50, after: 0, operation: 'RefetchClient', delayMs: 6_000, process: false };
  stack.sandbox.control.faults.add(late);
  await page.goto(`/clients/${encodeURIComponent(rows[0].id)}`);
  const box = page.getByRole('combobox', { name: 'Find anything' });
  await pressToFocus(page, 'Control+k', box);
  await page.keyboard.type('sched');
  const title = page.locator('h1');
  await expect(title).toHaveText('Before');
  await expect(title).not.toHaveText('Before', { timeout: 40_000 });
  await expect(box).toHaveValue('sched');
  await page.getByRole('option', { name: 'Schedule', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Schedule' })).toBeVisible();
  stack.sandbox.control.faults.clear();
});
