import { expectAccessible } from './axe';
import { factOf } from './fact-of';
import { expect, test } from './fixtures';
import { allRead, rowsRead } from './read-model';

test.use({ withoutScopes: ['read_invoices', 'read_quotes'] });

test('what Jobber keeps from the app is a lock that says so on every screen, never a zero', async ({
  page,
  stack,
  login,
}) => {
  await login();
  await allRead(stack, 'client');
  await rowsRead(
    stack,
    `select 1 from sync_streams where entity = 'invoice' and state = 'not_permitted'`,
  );
  const kept = 'Jobber does not allow this app to read invoices';

  await page.goto('/invoices', { waitUntil: 'networkidle' });
  await expect(page.getByText(kept)).toBeVisible();
  await expectAccessible(page);

  await page.goto('/clients', { waitUntil: 'networkidle' });
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByRole('tab', { name: 'Invoices', exact: true })).toBeVisible();
  for (const fact of ['Lifetime', 'Last 12 months'])
    await expect(factOf(page, fact)).toHaveText(kept);
  await expect(
    page.getByText('Jobber does not allow this app to read quotes and invoices'),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Invoices', exact: true }).click();
  await expect(page.getByRole('tabpanel').getByText(kept)).toBeVisible();
  await expectAccessible(page);

  await page.goto('/jobs?view=all', { waitUntil: 'networkidle' });
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(factOf(page, 'Paid')).toHaveText(kept);

  await page.goto('/overview', { waitUntil: 'networkidle' });
  await expectAccessible(page);
  const owed = page.getByRole('region', { name: 'Owed to you' });
  await expect(owed).toContainText(kept);
  await expect(owed).toContainText('Incomplete: invoices not permitted.');
  await owed.getByRole('link', { name: 'Connection' }).click();
  await expect(page.getByText('missing, hides invoices and what is owed')).toBeVisible();
});
