import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { pressToFocus } from './press-key';
import { enoughRead, jobberDown } from './read-model';

const sizes = [
  { name: 'desk', width: 1440, height: 900, isPhone: false },
  { name: 'phone', width: 390, height: 844, isPhone: true },
];

for (const size of sizes) {
  test.describe(`looks on a ${size.name}`, () => {
    test.use({
      viewport: { width: size.width, height: size.height },
      hasTouch: size.isPhone,
      isMobile: size.isPhone,
      // The picture of what is missing.
      expectedConsole: [/status of 404/],
    });

    test('keeps a picture of every screen in light and dark', async ({ page, stack, login }) => {
      test.setTimeout(400_000);
      await login();
      await picture(page, size.name, 'clients-reading', '/clients');
      await enoughRead(stack);
      for (const list of ['clients', 'jobs', 'quotes', 'invoices', 'requests']) {
        await picture(page, size.name, list, `/${list}?view=all`);
        await page.getByRole('row').nth(4).getByRole('link').first().click();
        await expect(page.getByRole('tab').first()).toBeVisible();
        await expect(page.getByRole('button', { name: /Checked/ })).toBeVisible();
        await picture(page, size.name, list.slice(0, -1));
      }
      await picture(page, size.name, 'schedule-week', '/schedule');
      await picture(page, size.name, 'schedule-day', '/schedule?by=day');
      await picture(page, size.name, 'visits', '/schedule/visits');
      await picture(page, size.name, 'clients-new', '/clients/new');
      await picture(page, size.name, 'clients-nothing', '/clients?q=qqqqqqqq');
      await picture(page, size.name, 'missing', '/jobs/bm90aGluZw');
      await page.goto('/clients', { waitUntil: 'networkidle' });
      await pressToFocus(page, 'Control+k', page.getByRole('combobox', { name: 'Find anything' }));
      await page.keyboard.type('mow');
      await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
      await picture(page, size.name, 'palette');
      jobberDown(stack);
      await page.goto('/clients', { waitUntil: 'networkidle' });
      await page.getByRole('row').nth(3).getByRole('link').first().click();
      await expect(page.getByRole('button', { name: /As of/ })).toBeVisible({ timeout: 40_000 });
      await picture(page, size.name, 'client-jobber-down');
      stack.sandbox.control.faults.clear();
    });
  });
}

async function picture(page: Page, size: string, name: string, path?: string): Promise<void> {
  if (path) await page.goto(path, { waitUntil: 'networkidle' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      animations: 'disabled',
      path: `test-results/looks/${name}-${size}-${colorScheme}.png`,
    });
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} scrolls sideways on a ${size}`).toBeLessThanOrEqual(0);
}
