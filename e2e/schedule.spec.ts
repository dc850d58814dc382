import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { allRead, rowsRead } from './read-model';

test.slow();

test('the schedule shows who goes where by week and day, and leads to the job', async ({
  page,
  stack,
  signedIn,
}) => {
  await signedIn();
  await allRead(stack, 'visit');
  await page.goto('/schedule', { waitUntil: 'networkidle' });
  await expect(page.getByRole('columnheader', { name: /today/ })).toBeVisible();
  await expect(page.getByText('Not read yet')).toHaveCount(0);
  await expectAccessible(page);
  const [unassigned] = await rowsRead(
    stack,
    `select to_char(start_at at time zone 'America/New_York', 'YYYY-MM-DD') as day from visits v
     where not is_complete and start_at is not null and not exists (
       select 1 from visit_assignees a where a.account_id = v.account_id and a.visit_id = v.id)
     order by start_at desc limit 1`,
  );
  await page.goto(`/schedule?day=${unassigned?.day}`);
  await expect(page.getByRole('region', { name: 'Needs a look' })).toContainText('Nobody assigned');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByRole('columnheader', { name: /today/ })).toBeVisible();
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
