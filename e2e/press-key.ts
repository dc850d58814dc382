import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** Presses `key` until `target` has the focus: a page shows itself before its scripts listen to keys. */
export async function pressToFocus(page: Page, key: string, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(target).toBeFocused({ timeout: 2_000 });
  }).toPass();
}
