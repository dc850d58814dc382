import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test.beforeEach(async ({ page, login }) => {
  await page.context().clearCookies();
  await login();
});

test('formats change the money and the times on screen, for everybody in the account', async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.url}/settings`);
  await expectAccessible(page);
  const currency = page.getByRole('combobox', { name: 'Currency' });
  const locale = page.getByRole('combobox', { name: 'Numbers and dates as in' });
  const keep = page.getByRole('button', { name: 'Keep these formats' });
  await currency.selectOption('GBP');
  await locale.selectOption('en-GB');
  await expect(page.getByText('£1,240.50')).toBeVisible();
  await keep.click();
  await expect(page.getByText('Kept. Every screen follows.')).toBeVisible();

  await expect(async () => {
    await page.goto(`${stack.url}/reports/receivables`);
    await expect(page.getByRole('main')).toContainText('£', { timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('main')).not.toContainText('$');
  await page.goto(`${stack.url}/sync`);
  const events = page
    .getByRole('heading', { name: 'What happened' })
    .locator('xpath=following-sibling::ol');
  await expect(events).toContainText(/\d:\d\d/);
  await expect(events).not.toContainText(/\d [AP]M/i);

  await page.goto(`${stack.url}/settings`);
  await expect(currency).toHaveValue('GBP');
  await currency.selectOption('USD');
  await locale.selectOption('en-US');
  await keep.click();
  await expect(page.getByText('Kept. Every screen follows.')).toBeVisible();
  await page.goto(`${stack.url}/reports/receivables`);
  await expect(page.getByRole('main')).toContainText('$');
});

test('a time zone moves the days, and working days need at least one', async ({ page, stack }) => {
  await page.goto(`${stack.url}/settings`);
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await page.getByRole('checkbox', { name: day }).uncheck();
  }
  const keep = page.getByRole('button', { name: 'Keep these formats' });
  await expect(keep).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Saturday' }).check();
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Pacific/Auckland');
  await keep.click();
  await expect(page.getByText('Kept. Every screen follows.')).toBeVisible();
  const { rows } = await stack.database.pool.query(
    'select time_zone, working_days, first_weekday from account_formats',
  );
  expect(rows).toContainEqual({
    time_zone: 'Pacific/Auckland',
    working_days: [6],
    first_weekday: 1,
  });
});

test('signing out everywhere ends this sign-in and those of other devices', async ({
  page,
  stack,
  browser,
}) => {
  const other = await browser.newContext({ storageState: await page.context().storageState() });
  await page.goto(`${stack.url}/settings/sessions`);
  await expectAccessible(page);
  await expect(page.getByText(/^Chrome on /).first()).toBeVisible();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  const elsewhere = await other.newPage();
  await elsewhere.goto(`${stack.url}/settings`);
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

test('deleting an account needs its typed name and leaves the server free to be claimed', async ({
  page,
  stack,
}) => {
  const name = (await page.request.get(`${stack.url}/api/sync`).then((answer) => answer.json()))
    .accounts[0].name as string;
  await page.goto(`${stack.url}/settings/data`);
  await expectAccessible(page);
  const section = page.getByRole('region', { name: `Delete ${name} from this server` });
  const button = section.getByRole('button', { name: `Delete ${name}` });
  await section.getByRole('textbox').fill(`${name} not`);
  await expect(button).toBeDisabled();
  await section.getByRole('textbox').fill(name);
  await button.click();
  await expect(page).toHaveURL(/\/sign-in/);
  const { rows } = await stack.database.pool.query(
    `select (select count(*)::int from clients) clients, (select count(*)::int from jobber_tokens) tokens,
      (select count(*)::int from people) people, (select count(*)::int from installation) claims`,
  );
  expect(rows[0]).toEqual({ clients: 0, tokens: 0, people: 0, claims: 0 });
});
