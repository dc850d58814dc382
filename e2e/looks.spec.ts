import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

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
    });

    test('keeps a picture of every screen in light and dark', async ({ page, login }) => {
      test.slow();
      await login();
      await picture(page, size.name, 'clients', '/clients');
      await page.getByRole('row').nth(4).getByRole('link').first().click();
      await expect(page.getByRole('tab').first()).toBeVisible();
      await picture(page, size.name, 'client');
      await picture(page, size.name, 'clients-nothing', '/clients?search=qqqqqqqq');
      await picture(page, size.name, 'jobs', '/jobs');
      await page.getByRole('row').nth(2).getByRole('link').first().click();
      await expect(page.getByRole('tab').first()).toBeVisible();
      await picture(page, size.name, 'job');
      await picture(page, size.name, 'missing', '/jobs/bm90aGluZw');
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
