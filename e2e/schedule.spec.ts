import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { enoughRead } from './read-model';

test.slow();

test('the schedule shows who goes where by week and day, and leads to the job', async ({
  page,
  stack,
  login,
}) => {
  await login();
  await enoughRead(stack);
  await page.goto('/schedule', { waitUntil: 'networkidle' });
  await expect(page.getByRole('columnheader', { name: /today/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Needs a look' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'The week before' }).click();
  await expect(page).toHaveURL(/by=week/);
  await expect(page.getByRole('columnheader', { name: /today/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('link', { name: 'Day', exact: true }).click();
  await expect(page).toHaveURL(/by=day/);
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'All visits' }).click();
  await expect(page.getByRole('table', { name: 'visits' })).toBeVisible();
  await expectAccessible(page);
});
