import { expectAccessible } from './axe';
import { factOf } from './fact-of';
import { expect, test } from './fixtures';
import { pressToFocus } from './press-key';
import { allRead, enoughRead, jobberDown, rowsRead } from './read-model';

test.slow();

test.describe('the client list', () => {
  test.beforeEach(async ({ page, stack, signedIn }) => {
    await signedIn();
    await enoughRead(stack);
    await page.goto('/clients', { waitUntil: 'networkidle' });
    await expect(page.getByRole('table', { name: 'clients' })).toBeVisible();
  });

  test('finds a client by a fragment of the name, and the URL keeps the search', async ({
    page,
  }) => {
    const name = await page.getByRole('row').nth(7).getByRole('link').first().innerText();
    const fragment = name.slice(1, 6).trim();
    await pressToFocus(page, '/', page.getByRole('searchbox'));
    await page.keyboard.type(fragment);
    await expect(page).toHaveURL(/q=/);
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();

    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue(fragment);
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
  });

  test('says how many there are and what they owe, equal to the database', async ({
    page,
    stack,
  }) => {
    await page.goto('/clients?view=all');
    await expect(async () => {
      await page.reload();
      const { rows } = await stack.database.pool.query('select count(*)::int n from clients');
      await expect(page.getByText(`${rows[0].n} clients`, { exact: true })).toBeVisible();
    }).toPass();
    await expect(page.getByText(/\$[\d,]+ owed/)).toBeVisible();
  });

  test('sorts by what is owed and says so to screen readers', async ({ page }) => {
    await page.getByRole('button', { name: 'Owed' }).click();
    await expect(page).toHaveURL(/sort=-balance/);
    await expect(page.getByRole('columnheader', { name: 'Owed' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect(page.getByRole('row').nth(1)).toContainText(/\$[1-9]/);
  });

  test('brings more rows while one scrolls, and Back returns to the same place', async ({
    page,
    stack,
  }) => {
    // Clients that are read meanwhile would move the others down.
    await allRead(stack, 'client');
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Load more' }).scrollIntoViewIfNeeded();
    const row = page.getByRole('row').nth(60);
    await expect(row).toBeVisible();
    await row.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    const name = await row.getByRole('link').first().innerText();
    const isBack = async () => {
      await expect(page.getByRole('link', { name, exact: true }).first()).toBeInViewport();
      await expect
        .poll(async () => Math.abs((await page.evaluate(() => window.scrollY)) - place))
        .toBeLessThan(120);
    };
    await row.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.goBack();
    await isBack();

    // A record of which Jobber says something new is shown anew, and then the list has to be fetched again.
    await stack.database.pool.query('update clients set detail_at = null, detail_hash = null');
    let isAsked = false;
    const isShownAnew = page.waitForResponse((answer) => {
      const isRecord = /\/clients\/./.test(new URL(answer.url()).pathname);
      if (isRecord && answer.request().method() === 'POST') isAsked = true;
      return isRecord && isAsked && answer.request().method() === 'GET';
    });
    await row.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Checked/ })).toBeVisible();
    await isShownAnew;
    await page.goBack();
    await isBack();
  });

  test('filters combine as chips, and each can be taken away', async ({ page }) => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Filters' });
    await panel.getByLabel('Balance', { exact: true }).selectOption('owing');
    await panel.getByLabel('Overdue').selectOption('1');
    await expect(page).toHaveURL(/status=active/);
    await expect(page).toHaveURL(/balance=owing/);
    await expect(page).toHaveURL(/overdue=1/);
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear Overdue' }).click();
    await expect(page).not.toHaveURL(/overdue=1/);
    await expect(page.getByRole('row').nth(1)).toContainText(/\$[1-9]/);
  });

  test('a view of one’s own stands beside the others until it is deleted', async ({ page }) => {
    await page.goto('/clients?balance=owing&overdue=1');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name of the view').fill('Call today');
    await page.getByRole('button', { name: 'Save view' }).last().click();
    const tab = page.getByRole('link', { name: 'Call today' });
    await expect(tab).toHaveAttribute('aria-current', 'true');
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await tab.click();
    await expect(page).toHaveURL(/overdue=1/);
    await page.getByRole('button', { name: 'Your view' }).press('Enter');
    await page.getByLabel('Name of the view').fill('Call tomorrow');
    await page.keyboard.press('Enter');
    const renamed = page.getByRole('link', { name: 'Call tomorrow' });
    await expect(renamed).toHaveAttribute('aria-current', 'true');
    await expect(tab).toHaveCount(0);
    await page.getByRole('button', { name: 'Your view' }).click();
    await page.getByRole('button', { name: 'Delete view' }).click();
    await expect(renamed).toHaveCount(0);
  });

  test('says when nothing matches, asks Jobber when told to, and clears the filters', async ({
    page,
  }) => {
    await page.getByRole('searchbox').fill('qqqqqqqq');
    await expect(page.getByText('No clients match “qqqqqqqq”.')).toBeVisible();
    await page.getByRole('button', { name: 'Ask Jobber now' }).click();
    await expect(page.getByText('Jobber finds none either.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page.getByRole('table', { name: 'clients' })).toBeVisible();
    await expect(page).not.toHaveURL(/q=/);
  });

  test.describe('a filter that cannot be used', () => {
    test.use({ expectedConsole: [/status of 400.*/] });

    test('is named and can be cleared', async ({ page }) => {
      await page.goto('/clients?min=much');
      await expect(page.getByText('The filter "min" has a value that cannot be')).toBeVisible();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await expect(page.getByRole('table', { name: 'clients' })).toBeVisible();
      await expect(page).not.toHaveURL(/min=/);
    });
  });

  test('gives the whole result as CSV', async ({ page, stack }) => {
    await page.goto('/clients?view=all');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export' }).click();
    const stream = await (await download).createReadStream();
    const text = (await stream.toArray()).join('');
    const { rows } = await stack.database.pool.query('select count(*)::int n from clients');
    const lines = text.trim().split('\r\n').length - 1;
    // The first read may go on meanwhile; far more than a page of the list has come in any case.
    expect(lines).toBeGreaterThanOrEqual(80);
    expect(lines).toBeLessThanOrEqual(rows[0].n);
  });

  test('can be used by keyboard alone', async ({ page }) => {
    await pressToFocus(page, '/', page.getByRole('searchbox'));
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
    }
    const second = page.getByRole('row').nth(2).getByRole('link').first();
    await expect(second).toBeFocused();
    const name = await second.innerText();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  test('rows are chosen by keyboard and copied as a spreadsheet takes them', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await pressToFocus(page, '/', page.getByRole('searchbox'));
    for (const key of ['ArrowDown', 'x', 'ArrowDown', 'x']) await page.keyboard.press(key);
    const bar = page.getByRole('region', { name: 'Chosen rows' });
    await expect(bar).toContainText('2 clients');
    await page
      .getByRole('checkbox', { name: 'Choose row 5', exact: true })
      .click({ modifiers: ['Shift'] });
    await expect(bar).toContainText('5 clients');
    await expectAccessible(page);
    await page.keyboard.press('Control+c');
    await expect(bar.getByRole('button', { name: 'Copied' })).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const [head = '', ...lines] = text.split('\r\n').map((line) => line.split('\t'));
    expect(head).toEqual(expect.arrayContaining(['Name', 'Phone', 'City', 'Owed']));
    expect(lines.every((cells) => cells.length === head.length)).toBe(true);
    const name = await page.getByRole('row').nth(1).getByRole('link').first().innerText();
    expect(lines[0]?.[0]).toContain(name);
    await page.keyboard.press('Escape');
    await expect(bar).toHaveCount(0);
  });

  test('has no accessibility violation, in light and dark', async ({ page }) => {
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });
});

test('a client page shows what is known, is checked once, and lists everything', async ({
  page,
  stack,
  signedIn,
}) => {
  await signedIn();
  await enoughRead(stack);
  await page.goto('/clients', { waitUntil: 'networkidle' });
  await page.getByRole('row').nth(3).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/clients\//);
  await expect(page.getByText('Owed', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in Jobber' })).toHaveAttribute(
    'href',
    /^https?:/,
  );
  await expect(page.getByRole('button', { name: /Checked/ })).toBeVisible();
  await page.getByRole('tab', { name: /Timeline/ }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: /Jobs/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/tab=jobs/);
  await expectAccessible(page);
});

test.describe('an unknown client', () => {
  test.use({ expectedConsole: [/status of 404/] });

  test('is said to be missing, to programs by the status, though Jobber takes a second', async ({
    page,
    stack,
    signedIn,
  }) => {
    await signedIn();
    const late = { times: 1, after: 0, operation: 'CheckClient', delayMs: 1_000, process: true };
    stack.sandbox.control.faults.add(late);
    const answer = await page.goto('/clients/Z2lkOi8vSm9iYmVyL0NsaWVudC85OTk5OTk5');
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('There is no such record in this account.')).toBeVisible();
  });
});

test('while Jobber is down lists and records stay readable and say how old they are', async ({
  page,
  stack,
  signedIn,
}) => {
  await signedIn();
  await enoughRead(stack);
  jobberDown(stack);
  await page.goto('/clients', { waitUntil: 'networkidle' });
  await page.getByRole('row').nth(2).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/clients\//);
  await expect(page.getByText('Owed', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /As of/ })).toBeVisible({ timeout: 40_000 });
  await expectAccessible(page);
  stack.sandbox.control.faults.clear();
  await page.getByRole('button', { name: /As of/ }).click();
  await expect(page.getByRole('button', { name: /Checked/ })).toBeVisible({ timeout: 10_000 });
});

test('while Jobber is down, what was never read of a request is dots that say so, and nothing is called empty', async ({
  page,
  stack,
  signedIn,
}) => {
  await signedIn();
  await enoughRead(stack);
  jobberDown(stack);
  await stack.database.pool.query(
    `update sync_streams set finished_at = null where entity = 'request' and stage = 'details'`,
  );
  const [request] = await rowsRead(
    stack,
    `update requests set detail_at = null, phone = null, email = null, source = null
     where id = (select min(id) from requests) returning id`,
  );
  const mayMiss = page.getByText('Some fields of the requests are still being read from Jobber');
  await page.goto('/requests?q=a', { waitUntil: 'networkidle' });
  await expect(mayMiss).toBeVisible();
  await page.goto('/requests?view=all', { waitUntil: 'networkidle' });
  await expect(mayMiss).toHaveCount(0);
  await page.goto(`/requests/${request?.id}`);
  await expect(page.getByRole('tab', { name: 'Line items …' })).toBeVisible();
  for (const fact of ['Phone', 'E-mail', 'Source'])
    await expect(factOf(page, fact)).toContainText('Not read from Jobber yet');
  await page.getByRole('tab', { name: 'Line items' }).click();
  await expect(page.getByText('The line items have not been read from Jobber yet.')).toBeVisible();
  stack.sandbox.control.faults.clear();
  await page.getByRole('button', { name: /As of/ }).click();
  await expect(factOf(page, 'Source')).toHaveText(/^(Client hub|Internal)$/);
  await expect(page.getByRole('tab', { name: /Line items \d/ })).toBeVisible();
});

test('a new client is made in Jobber after similar ones were shown, by keyboard alone', async ({
  page,
  stack,
  signedIn,
}) => {
  await signedIn();
  await enoughRead(stack);
  const rows = await rowsRead(
    stack,
    "select first_name, last_name from clients where name = concat(first_name, ' ', last_name) and last_name <> '' order by id limit 1",
  );
  await page.goto('/clients/new', { waitUntil: 'networkidle' });
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Create in/ }).press('Enter');
  await expect(page.getByText('Give the client a name.')).toBeVisible();
  await expect(page.getByLabel('First name')).toBeFocused();
  await page.keyboard.type(rows[0]?.first_name ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.type(rows[0]?.last_name ?? '');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Is it one of these?')).toBeVisible();
  await page.getByLabel('E-mail').fill('not an address');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible();
  await page.getByLabel('E-mail').fill('zoe@example.com');
  await page.getByLabel('First name').fill('Zoë');
  await page.getByLabel('Last name').fill('Newman');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Zoë Newman' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in Jobber' })).toBeVisible();
  await page.goto('/clients?q=newman');
  await expect(page.getByRole('link', { name: 'Zoë Newman' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('clients are cards that fit, and a client has round buttons to call, mail and map', async ({
    page,
    stack,
    signedIn,
  }) => {
    await signedIn();
    await enoughRead(stack);
    await page.goto('/clients', { waitUntil: 'networkidle' });
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectAccessible(page);
    await page.getByRole('navigation').getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Invoices' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
    await page.goto('/clients', { waitUntil: 'networkidle' });
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await expect(page.getByText('Call', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await expectAccessible(page);
    await page.getByRole('link', { name: 'All clients' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
  });
});
