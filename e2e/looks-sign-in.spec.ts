import type { Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';

const pages = [
  { name: 'landing', path: '/' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in-failed', path: '/sign-in?error=wrong_secret&next=%2Fclients' },
  { name: 'sign-in-mismatch', path: '/sign-in?error=callback_mismatch' },
  { name: 'signed-out', path: '/sign-in?signed-out=1' },
  { name: 'sign-out', path: '/sign-in/out' },
];

for (const size of [
  { name: 'desk', width: 1440, height: 900, isPhone: false },
  { name: 'phone', width: 390, height: 844, isPhone: true },
]) {
  test.describe(`before signing in, on a ${size.name}`, () => {
    test.use({
      viewport: { width: size.width, height: size.height },
      hasTouch: size.isPhone,
      isMobile: size.isPhone,
    });

    for (const { name, path } of pages) {
      test(`${name} is accessible, fits, and has its picture in light and dark`, async ({
        page,
        stack,
      }) => {
        await page.goto(`${stack.url}${path}`);
        await page
          .locator('summary')
          .click({ timeout: 1_000 })
          .catch(() => undefined);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expectAccessible(page);
          await expectFits(page);
          const file = `test-results/looks/${name}-${size.name}-${colorScheme}.png`;
          await page.screenshot({ animations: 'disabled', fullPage: true, path: file });
        }
      });
    }

    test('signing in needs no mouse', async ({ page, stack }) => {
      await page.goto(`${stack.url}/`);
      const button = page.getByRole('button', { name: 'Sign in with Jobber' });
      for (let presses = 0; presses < 5; presses += 1) {
        await page.keyboard.press('Tab');
        if (await button.evaluate((element) => element === document.activeElement)) break;
      }
      await expect(button).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible();
    });
  });
}

async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'scrolls sideways').toBeLessThanOrEqual(0);
}
