import { expect, test } from './fixtures';

// Slow enough that the list is opened while it is still being read.
test.use({ restoreRate: 3_000 });

test('a list that stands open while its first read ends shows every row of it and then rests', async ({
  page,
  stack,
  login,
}) => {
  test.slow();
  await login();
  await page.goto(`${stack.url}/invoices?view=all`);
  const reading = page.getByText(/^Reading from Jobber: /);
  await expect(reading).toBeVisible();
  await expect(reading).toBeHidden({ timeout: 120_000 });
  const { rows } = await stack.database.pool.query(`select count(*)::int as n from invoices`);
  await expect(
    page.getByText(`${rows[0].n.toLocaleString('en-US')} invoices`, { exact: true }),
  ).toBeVisible();

  const asked: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/lists/invoices') asked.push(request.url());
  });
  // A mark of time: what stands in the header asks every few seconds.
  for (let round = 0; round < 2; round += 1) {
    await page.waitForResponse((answer) => answer.url().includes('/api/sync/freshness'));
  }
  expect(asked.length, 'rows asked for while nothing new comes').toBeLessThanOrEqual(1);
});
