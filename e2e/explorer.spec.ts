import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

test('an owner writes a query with its cost beside it, gets a table, keeps it and finds it again', async ({
  page,
  signedIn,
}) => {
  await signedIn();
  await page.goto('/explorer');
  const editor = page.getByRole('textbox', { name: 'Query', exact: true });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('query Two { clients(first: 2) { nodes { id name } } }');
  await page.getByLabel('Variables, as JSON').fill('');
  await expect(page.getByText('Costs at most 6 points')).toBeVisible();
  await page.getByRole('button', { name: /^Ask Jobber/ }).click();
  const rows = page.getByRole('region', { name: 'Rows' });
  await expect(rows.getByRole('row')).toHaveCount(3);
  await expect(rows.getByRole('columnheader')).toHaveText(['id', 'name']);
  await page.getByRole('button', { name: 'JSON' }).click();
  await expect(page.getByText('"clients"')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('explorer.csv');
  await expectAccessible(page);
  await page.getByLabel('Name to keep the query under').fill('Two clients');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByRole('button', { name: 'Two clients', exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Two clients', exact: true }).click();
  await expect(editor).toContainText('query Two');
});

test('what may not be sent is refused in a sentence while it is typed and when it is sent', async ({
  page,
  signedIn,
  stack,
}) => {
  await signedIn();
  await page.goto('/explorer');
  const editor = page.getByRole('textbox', { name: 'Query', exact: true });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('mutation Away { appDisconnect { app { name } } }');
  const sentence = 'The explorer only reads: a mutation is never sent to Jobber.';
  await expect(page.getByText(sentence).first()).toBeVisible();
  const before = stack.sandbox.control.seen.list().filter(({ operation }) => operation === 'Away');
  await page.getByRole('button', { name: /^Ask Jobber/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  const after = stack.sandbox.control.seen.list().filter(({ operation }) => operation === 'Away');
  expect(after).toEqual(before);
});

test('completion offers the fields of the schema', async ({ page, signedIn }) => {
  await signedIn();
  const schema = page.waitForResponse(/\/api\/explorer\/schema/);
  await page.goto('/explorer');
  await schema;
  const editor = page.getByRole('textbox', { name: 'Query', exact: true });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('query A { ');
  await page.keyboard.type('clie');
  await expect(page.getByRole('option', { name: /^clients/ }).first()).toBeVisible();
});

test('the editor loads on its own page alone', async ({ page, signedIn, stack }) => {
  await signedIn();
  const scripts: string[] = [];
  page.on('response', async (response) => {
    if (response.request().resourceType() !== 'script') return;
    const text = await response.text().catch(() => '');
    if (text.includes('cm-activeLine')) scripts.push(response.url());
  });
  await page.goto(`${stack.url}/clients`, { waitUntil: 'networkidle' });
  expect(scripts).toEqual([]);
  await page.goto(`${stack.url}/explorer`, { waitUntil: 'networkidle' });
  await expect.poll(() => scripts.length).toBeGreaterThan(0);
});
